package server

import (
	"math"
	"sync"

	"github.com/hashicorp/golang-lru/v2/simplelru"
)

// documentCache keeps documents, least recently used ones leaving first, within
// a budget of bytes. A document is found by the hash of its text, also by
// clients that send no more than the hash: one that has left is not found.
type documentCache struct {
	maxBytes    int64
	maxText     int
	mu          sync.Mutex
	documents   *simplelru.LRU[digest, *document]
	bytesInside int64
}

func newDocumentCache(maxBytes int64, maxText int) (*documentCache, error) {
	c := &documentCache{maxBytes: maxBytes, maxText: maxText}
	var err error
	c.documents, err = simplelru.NewLRU(math.MaxInt32, func(_ digest, d *document) {
		c.bytesInside -= footprint(d.text)
	})
	return c, err
}

// get returns the document of a hash, or nil.
func (c *documentCache) get(sum digest) *document {
	c.mu.Lock()
	defer c.mu.Unlock()
	d, _ := c.documents.Get(sum)
	return d
}

// add keeps a document unless its text is too long or it is larger than the budget.
func (c *documentCache) add(d *document) {
	bytes := footprint(d.text)
	if len(d.text) > c.maxText || bytes > c.maxBytes {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.documents.Contains(d.sum) {
		return
	}
	c.documents.Add(d.sum, d)
	c.bytesInside += bytes
	for c.bytesInside > c.maxBytes {
		c.documents.RemoveOldest()
	}
}
