package shopify

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net/http"

	"github.com/galleria-graph/galleria/internal/httpx"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

// lines reads the file of a bulk operation: an entity a line, and the nodes of
// its connections on the lines below it. It keeps one entity at a time.
type lines[T, W any] struct {
	*export[T, W]
	op      string
	where   []sources.Predicate
	address string // "" for a listing in which nothing was found
	objects int    // how many lines the file has
	reader  reader
	yield   func(*T, error) bool

	read    int // how many lines were read
	current *W  // the entity whose lines are being read
	id      string
	wrong   *jsonx.WrongType
}

// errEnough ends the reading when nobody wants more.
var errEnough = errors.New("enough")

// download gives what the file holds, and reports whether that was all of it
// and somebody wants more.
func (l *lines[T, W]) download(ctx context.Context) (whole bool) {
	if l.address == "" && l.objects == 0 {
		return true
	}
	// The address is all that it takes: the shop's token is for the shop alone.
	req := &httpx.Request{Method: http.MethodGet, URL: l.address, Header: []httpx.Field{{Name: "Accept", Value: "*/*"}}}
	err := l.http.Stream(ctx, req, l.op, func(res *httpx.Response, body io.Reader) error {
		if body == nil {
			return l.unavailable(res)
		}
		return l.scan(body)
	})
	if err != nil && !errors.Is(err, errEnough) {
		l.yield(nil, err)
	}
	return err == nil
}

// unavailable is what an answer means that is not the file.
func (l *lines[T, W]) unavailable(res *httpx.Response) error {
	e := res.Err(l.source, l.op)
	if res.Status == http.StatusForbidden || res.Status == http.StatusNotFound || res.Status == http.StatusGone {
		e.Kind, e.Reason = sources.KindUnavailable, "the result of the bulk operation cannot be had any more"
	}
	return e
}

// scan reads the lines. The last entity is given when all lines have come: what
// is cut off is not taken for whole.
func (l *lines[T, W]) scan(body io.Reader) error {
	in := bufio.NewScanner(body)
	in.Buffer(nil, httpx.MaxBody)
	for in.Scan() {
		if len(in.Bytes()) == 0 {
			continue
		}
		l.read++
		if err := l.take(in.Bytes()); err != nil {
			return err
		}
	}
	if err := in.Err(); err != nil {
		return l.broken("a line of the file cannot be read")
	}
	if l.read != l.objects {
		return l.broken("the file does not hold as many lines as the bulk operation has found objects")
	}
	return l.give()
}

func (l *lines[T, W]) broken(reason string) error {
	return &sources.Error{Kind: sources.KindMalformed, Source: l.source, Op: l.op, Reason: reason}
}

// take reads one line: an entity, after which the one before it is whole, or a
// node of the entity above it.
func (l *lines[T, W]) take(line []byte) error {
	var typ, parent, id string
	err := jsonx.Read(line, func(r *jsonx.Reader) {
		for ok := r.Object(); ok && r.Member(); {
			switch string(r.Name()) {
			case typename:
				typ = r.Word().Value
			case "__parentId":
				parent = r.Text().Value
			case "id":
				id = r.Text().Value
			}
		}
	})
	switch {
	case err != nil:
		return l.broken("a line of the file is not a JSON object")
	case parent == "":
		if err := l.give(); err != nil {
			return err
		}
		return l.begin(line, id)
	case l.current == nil || parent != l.id:
		return l.broken("a line of the file does not stand below what it belongs to")
	}
	for i := range l.branches {
		if b := &l.branches[i]; b.typ == typ && l.reader.holds.Has(b.group) {
			return l.decode(line, func(r *jsonx.Reader) { b.add(l.current, r) })
		}
	}
	return l.broken("a line of the file is of a type that was not asked for")
}

// begin reads the line of an entity.
func (l *lines[T, W]) begin(line []byte, id string) error {
	l.current, l.id, l.wrong = new(W), id, nil
	for i := range l.branches {
		if l.reader.holds.Has(l.branches[i].group) {
			l.branches[i].begin(l.current)
		}
	}
	return l.decode(line, func(r *jsonx.Reader) { l.collection.decode(l.current, r) })
}

func (l *lines[T, W]) decode(line []byte, into func(*jsonx.Reader)) error {
	err := jsonx.Read(line, func(r *jsonx.Reader) {
		part := r.Begin()
		into(r)
		if wrong := r.End(part); wrong != nil {
			l.wrong = wrong
		}
	})
	if err != nil {
		return l.broken("a line of the file is not a JSON object")
	}
	return nil
}

// give hands out the entity that was read, when it satisfies the query.
func (l *lines[T, W]) give() error {
	w := l.current
	if w == nil {
		return nil
	}
	l.current = nil
	e, err := l.entity(w)
	if err == nil && !sources.MatchesAll(l.kind, l.where, e) {
		return nil
	}
	if !l.yield(e, err) {
		return errEnough
	}
	return nil
}

func (l *lines[T, W]) entity(w *W) (*T, error) {
	switch {
	case l.wrong != nil && l.wrong.Place != "":
		return nil, l.malformed(l.op, l.wrong.Place)
	case l.wrong != nil:
		return nil, l.malformed(l.op, "value")
	}
	r := l.reader
	e := l.collection.read(&r, w)
	if r.broken != "" {
		return nil, l.malformed(l.op, r.broken)
	}
	return e, nil
}
