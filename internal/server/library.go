package server

import (
	"context"

	"github.com/vektah/gqlparser/v2/gqlerror"
)

// library holds the documents that need not be read again: those that were
// stored beforehand, and those that were asked lately.
type library struct {
	stored *Documents
	only   bool // only stored ones, for callers who may not explore
	recent *documentCache
}

// document returns what a request names: by its text, its hash or an id. A text
// that is new is read, and kept if it may be run.
func (l *library) document(ctx context.Context, a *ask, r reader) (*document, gqlerror.List) {
	switch {
	case a.documentID != "":
		return l.identified(ctx, a)
	case a.Query == "":
		return l.persisted(ctx, a.hash)
	}
	sum := digestOf(a.Query)
	if a.hashed && a.hash != sum {
		return nil, gqlerror.List{newError(CodeBadRequest, "the hash in extensions.persistedQuery is not the SHA-256 of the query")}
	}
	if !l.allows(ctx, sum) {
		return nil, gqlerror.List{notAllowedDocument()}
	}
	if d := l.find(sum); d != nil {
		return d, nil
	}
	d, errs := r.read(a.Query, sum)
	if errs == nil {
		l.recent.add(d)
	}
	return d, errs
}

// persisted returns the document of a hash that a client hopes to be known. On
// this answer it sends the text along.
func (l *library) persisted(ctx context.Context, sum digest) (*document, gqlerror.List) {
	if !l.allows(ctx, sum) {
		return nil, gqlerror.List{notAllowedDocument()}
	}
	if d := l.find(sum); d != nil {
		return d, nil
	}
	return nil, gqlerror.List{newError(CodePersistedNotFound, "PersistedQueryNotFound")}
}

// identified returns the document of an id: a hash, or the name of a stored
// document. The name of an operation picks the operation as well.
func (l *library) identified(ctx context.Context, a *ask) (*document, gqlerror.List) {
	if sum, err := parseHash(a.documentID); err == nil {
		if !l.allows(ctx, sum) {
			return nil, gqlerror.List{notAllowedDocument()}
		}
		if d := l.find(sum); d != nil {
			return d, nil
		}
	} else if n, ok := l.stored.named(a.documentID); ok {
		if n.document == nil {
			return nil, gqlerror.List{newError(CodeDocumentNotFound, "several stored documents have this name; ask by the file's name or by sha256: and the hash")}
		}
		if a.OperationName == "" {
			a.OperationName = n.operation
		}
		return n.document, nil
	}
	return nil, gqlerror.List{newError(CodeDocumentNotFound, "no document has the id in documentId")}
}

func (l *library) find(sum digest) *document {
	if d := l.stored.find(sum); d != nil {
		return d
	}
	return l.recent.get(sum)
}

// allows reports whether the caller may run the document of a hash.
func (l *library) allows(ctx context.Context, sum digest) bool {
	return !l.only || l.stored.find(sum) != nil || CallerFrom(ctx).Has(RoleExplore)
}

func notAllowedDocument() *gqlerror.Error {
	return newError(CodeDocumentNotAllowed, "this server runs stored documents only; any other needs the role explore")
}
