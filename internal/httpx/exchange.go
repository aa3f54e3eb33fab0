package httpx

import (
	"context"
	"net/http"

	"github.com/galleria-graph/galleria/sources"
)

// MaxBody is how many bytes of an answer are read, after inflating.
const MaxBody = 8 << 20

// Exchange sends requests of one source.
type Exchange struct {
	// MaxBody bounds an answer in bytes after inflating; 0 means [MaxBody].
	MaxBody int64

	source string
	client *http.Client
	hosts  *hosts // nil where everything goes over the client
}

// New returns an exchange for the source of that name, which errors carry. A
// client that is given sends every request; nil means that each goes the way
// that costs least, within 800 ms to connect and 30 s in all, with certificates
// verified and redirects handed back, so that credentials go nowhere but to the
// host that they are for.
func New(source string, client *http.Client) *Exchange {
	if client != nil {
		return &Exchange{source: source, client: client}
	}
	return &Exchange{source: source, client: newClient(), hosts: newHosts()}
}

// Close closes the connections that are not in use, and those in use when they
// are done.
func (x *Exchange) Close() {
	x.client.CloseIdleConnections()
	if x.hosts != nil {
		x.hosts.close()
	}
}

// Do sends the request once, reads the whole answer, whatever its status, and
// hands it to use, whose error it returns: see [Response.Err]. Use must keep
// nothing of the answer, only copies. Do's own error is an *sources.Error about
// the transport: KindTimeout or KindCanceled when the context ends,
// KindMalformed for an answer that is too large or is not HTTP, KindInternal
// for an address that is none, otherwise KindUnavailable. It holds neither the
// address nor a word of the upstream.
func (x *Exchange) Do(ctx context.Context, req *Request, op string, use func(*Response) error) error {
	if ended := sources.FromContext(ctx, x.source, op); ended != nil {
		return ended
	}
	limit := x.MaxBody
	if limit <= 0 {
		limit = MaxBody
	}
	r := lendRoom()
	defer r.giveBack()
	if err := x.ask(ctx, req, r, limit); err != nil {
		return x.failure(ctx, op, err)
	}
	if ended := sources.FromContext(ctx, x.source, op); ended != nil {
		return ended // nobody waits for it any more
	}
	return use(&r.response)
}

// ask goes the way of the host. The connection is free again when it returns.
func (x *Exchange) ask(ctx context.Context, req *Request, r *room, limit int64) error {
	if x.hosts == nil {
		_, err := overStandard(ctx, x.client, req, r, limit)
		return err
	}
	h, target, ok := x.hosts.find(req)
	if ok && h.way.Load() == direct {
		return h.ask(ctx, req, target, r, limit)
	}
	major, err := overStandard(ctx, x.client, req, r, limit)
	if ok && err == nil {
		h.learn(major)
	}
	return err
}
