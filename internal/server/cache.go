package server

import (
	"context"
	"crypto/sha256"
	"math"
	"sync"

	"github.com/hashicorp/golang-lru/v2/simplelru"
	"github.com/vektah/gqlparser/v2/ast"
)

// documentCache keeps parsed and validated documents, least recently used ones
// leaving first, within a budget of bytes. Keys are hashes, so that a query's
// text is kept once, by its document.
type documentCache struct {
	maxBytes    int64
	maxQuery    int
	mu          sync.Mutex
	documents   *simplelru.LRU[[sha256.Size]byte, cachedDocument]
	bytesInside int64
}

type cachedDocument struct {
	doc   *ast.QueryDocument
	bytes int64
}

func newDocumentCache(maxBytes int64, maxQuery int) (*documentCache, error) {
	c := &documentCache{maxBytes: maxBytes, maxQuery: maxQuery}
	var err error
	c.documents, err = simplelru.NewLRU(math.MaxInt32, func(_ [sha256.Size]byte, d cachedDocument) {
		c.bytesInside -= d.bytes
	})
	return c, err
}

// Get returns the document of a query.
func (c *documentCache) Get(_ context.Context, query string) (*ast.QueryDocument, bool) {
	if len(query) > c.maxQuery {
		return nil, false
	}
	key := sha256.Sum256([]byte(query))
	c.mu.Lock()
	defer c.mu.Unlock()
	d, ok := c.documents.Get(key)
	return d.doc, ok
}

// Add keeps a document unless its text is too long or it is larger than the budget.
func (c *documentCache) Add(_ context.Context, query string, doc *ast.QueryDocument) {
	if len(query) > c.maxQuery {
		return
	}
	d := cachedDocument{doc: doc, bytes: footprint(query)}
	if d.bytes > c.maxBytes {
		return
	}
	key := sha256.Sum256([]byte(query))
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.documents.Contains(key) {
		return
	}
	c.documents.Add(key, d)
	c.bytesInside += d.bytes
	for c.bytesInside > c.maxBytes {
		c.documents.RemoveOldest()
	}
}

const (
	documentOverhead  = 2 << 10
	bytesPerQueryByte = 150 // a field of two bytes, "a ", takes 300 bytes of syntax tree
)

// footprint estimates, from above, the memory of a query's document.
func footprint(query string) int64 {
	return documentOverhead + bytesPerQueryByte*int64(len(query))
}
