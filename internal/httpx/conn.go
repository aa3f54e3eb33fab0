package httpx

import (
	"context"
	"crypto/tls"
	"net"
	"time"
)

// conn is a connection of our own to a host. One exchange uses it at a time.
type conn struct {
	net.Conn           // the socket, or TLS over it
	socket   *socket   // beneath
	since    time.Time // when it was left idle
	cut      func()    // interrupt, made once
}

// past is a deadline that is over.
var past = time.Unix(1, 0)

// interrupt ends what is under way on the connection.
func (c *conn) interrupt() { _ = c.SetDeadline(past) } // one that is closed has ended already

// drop closes the connection without a word, which nobody would wait for.
func (c *conn) drop() { _ = c.socket.Close() }

// connect makes a connection to the host, which ends with the context.
func (h *host) connect(ctx context.Context) (*conn, error) {
	dialer := net.Dialer{Timeout: connectTimeout, KeepAlive: keepAlive}
	raw, err := dialer.DialContext(ctx, "tcp", h.dial)
	if err != nil {
		return nil, err
	}
	s, err := newSocket(raw, h.tls != nil)
	if err != nil {
		_ = raw.Close()
		return nil, err
	}
	c := &conn{Conn: s, socket: s}
	c.cut = c.interrupt
	if h.tls == nil {
		return c, nil
	}
	ctx, cancel := context.WithTimeout(ctx, handshakeTimeout)
	defer cancel()
	over := tls.Client(s, h.tls)
	if err := over.HandshakeContext(ctx); err != nil {
		c.drop()
		if ctx.Err() == nil {
			h.forget()
		}
		return nil, err
	}
	c.Conn = over
	return c, nil
}

// exchange sends what is in the room and reads the answer to it. The
// connection is kept when it is as before, and closed otherwise.
func (h *host) exchange(ctx context.Context, c *conn, r *room, limit int64) (a arrival, err error) {
	stop := func() bool { return true }
	if ctx.Done() != nil {
		stop = context.AfterFunc(ctx, c.cut)
	}
	a = arrival{from: c, b: r.arrived[:0]}
	if _, err = c.Write(r.sent); err == nil {
		err = a.receive(limit)
	}
	r.arrived = a.b
	undisturbed := stop()
	if err == nil && undisturbed && a.whole() {
		h.idle.put(c)
	} else {
		c.drop()
	}
	return a, err
}
