package sqldb_test

import (
	"io"
	"net"
	"net/url"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/sourcetest"
	"github.com/galleria-graph/galleria/sources/sqldb"
	"github.com/go-sql-driver/mysql"
)

// addWord gives the suite an order with a status that the graph has no word for.
func addWord(h *sourcetest.Harness[commerce.Order], s *shelf[commerce.Order]) {
	h.States = func(o *commerce.Order) []commerce.StateInfo { return o.StatusInfo() }
	h.UnknownWord = func(t *testing.T) (sources.Collection[commerce.Order], commerce.ID) {
		o := sourcetest.MakeOrder(name, 1)
		o.Status.Raw = sourcetest.UnknownWord
		s.fill(t, []*commerce.Order{o})
		return s.source(t, s.tables).Orders, o.ID
	}
}

// addFaults gives the suite sources behind a proxy that misbehaves once they are open.
func addFaults(h *sourcetest.Harness[commerce.Order], s *shelf[commerce.Order]) {
	if s.system == commerce.SystemSQLite {
		return // a file is not reached through a network
	}
	h.Faults = make(map[sourcetest.Fault]func(*testing.T) sources.Collection[commerce.Order])
	for _, fault := range []sourcetest.Fault{sourcetest.Hang, sourcetest.Reset, sourcetest.Refused} {
		h.Faults[fault] = func(t *testing.T) sources.Collection[commerce.Order] {
			p := newProxy(t, s.address(t))
			c := s.source(t, s.tables, func(c *sqldb.Config) { c.DSN = s.through(t, p.listener.Addr().String()) }).Orders
			p.misbehave(fault)
			return c
		}
	}
}

func (d *database) address(t *testing.T) string {
	if d.system == commerce.SystemMySQL {
		c, err := mysql.ParseDSN(d.dsn)
		if err != nil {
			t.Fatal("the DSN cannot be read")
		}
		return c.Addr
	}
	u, err := url.Parse(d.dsn)
	if err != nil {
		t.Fatal("the DSN cannot be read")
	}
	return u.Host
}

// through returns the DSN with another address.
func (d *database) through(t *testing.T, address string) string {
	if d.system == commerce.SystemMySQL {
		c, err := mysql.ParseDSN(d.dsn)
		if err != nil {
			t.Fatal("the DSN cannot be read")
		}
		c.Addr = address
		return c.FormatDSN()
	}
	u, err := url.Parse(d.dsn)
	if err != nil {
		t.Fatal("the DSN cannot be read")
	}
	u.Host = address
	return u.String()
}

// proxy passes bytes on until it is told to misbehave.
type proxy struct {
	listener net.Listener
	target   string
	hang     atomic.Bool
	reset    atomic.Bool
	release  chan struct{}
	running  sync.WaitGroup
	mu       sync.Mutex
	conns    []net.Conn
}

func newProxy(t *testing.T, target string) *proxy {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatalf("listen: %v", err)
	}
	p := &proxy{listener: listener, target: target, release: make(chan struct{})}
	p.running.Go(p.serve)
	t.Cleanup(func() {
		close(p.release)
		_ = listener.Close()
		p.closeAll()
		p.running.Wait()
	})
	return p
}

func (p *proxy) serve() {
	for {
		client, err := p.listener.Accept()
		if err != nil {
			return
		}
		server, err := net.Dial("tcp", p.target)
		if err != nil || p.reset.Load() {
			_ = client.Close()
			continue
		}
		p.mu.Lock()
		p.conns = append(p.conns, client, server)
		p.mu.Unlock()
		p.running.Go(func() { p.pass(client, server) })
		p.running.Go(func() { p.pass(server, client) })
	}
}

func (p *proxy) pass(to io.WriteCloser, from io.ReadCloser) {
	defer to.Close()
	defer from.Close()
	buf := make([]byte, 32<<10)
	for {
		n, err := from.Read(buf)
		if p.hang.Load() {
			<-p.release
		}
		if err != nil || p.reset.Load() {
			return
		}
		if _, err := to.Write(buf[:n]); err != nil {
			return
		}
	}
}

func (p *proxy) misbehave(fault sourcetest.Fault) {
	switch fault {
	case sourcetest.Hang:
		p.hang.Store(true)
	case sourcetest.Reset:
		p.reset.Store(true)
	case sourcetest.Refused:
		_ = p.listener.Close()
		p.closeAll()
	}
}

func (p *proxy) closeAll() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range p.conns {
		_ = c.Close()
	}
}
