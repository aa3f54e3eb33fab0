package httpx

import (
	"sync"
	"time"
)

// idle are the connections to a host that nobody uses. The one used last is
// used first, so that those that are not needed grow old. Nothing runs in the
// background: the old ones are closed when one is put or taken.
type idle struct {
	mu     sync.Mutex
	conns  []*conn // the oldest first
	closed bool
}

// put keeps the connection, in place of the oldest where there are many.
func (i *idle) put(c *conn) {
	c.since = time.Now()
	i.mu.Lock()
	old := i.old(c.since)
	if i.closed {
		old = append(old, c)
	} else {
		i.conns = append(i.conns, c)
	}
	if len(i.conns) > idlePerHost {
		old = append(old, i.shift())
	}
	i.mu.Unlock()
	closeAll(old)
}

// take returns a connection on which the server has said nothing and that it
// has not closed, ready until the deadline; nil when there is none.
func (i *idle) take(now, deadline time.Time) *conn {
	for {
		i.mu.Lock()
		old := i.old(now)
		var c *conn
		if last := len(i.conns) - 1; last >= 0 {
			c = i.conns[last]
			i.conns[last] = nil
			i.conns = i.conns[:last]
		}
		i.mu.Unlock()
		closeAll(old)
		if c == nil {
			return nil
		}
		if c.SetDeadline(deadline) == nil && c.socket.isQuiet(c.Conn) {
			return c
		}
		c.drop()
	}
}

// old takes out those that have been idle for too long.
func (i *idle) old(now time.Time) (old []*conn) {
	for len(i.conns) > 0 && now.Sub(i.conns[0].since) > idleTimeout {
		old = append(old, i.shift())
	}
	return old
}

func (i *idle) shift() *conn {
	c := i.conns[0]
	i.conns[copy(i.conns, i.conns[1:])] = nil
	i.conns = i.conns[:len(i.conns)-1]
	return c
}

// close closes them, and those that are put later.
func (i *idle) close() {
	i.mu.Lock()
	conns := i.conns
	i.conns, i.closed = nil, true
	i.mu.Unlock()
	closeAll(conns)
}

func closeAll(conns []*conn) {
	for _, c := range conns {
		c.drop()
	}
}
