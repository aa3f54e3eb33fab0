package config

import (
	"fmt"
	"net"
	"strconv"
)

// CheckExposure returns *Problems if other machines could reach the server while it asks for no key. Load checks this, too, unless told not to.
func (c *Config) CheckExposure() error {
	r := c.Report()
	c.checkExposure(r)
	return r.Err()
}

func (c *Config) checkExposure(r *Report) {
	host, port, err := net.SplitHostPort(c.Listen)
	if err != nil || IsLoopback(host) || len(c.Auth.Keys) > 0 {
		return
	}
	if r.doc != nil && r.given("auth.keys") && r.doc.anyBelow("auth.keys") {
		return // there are keys, with problems of their own
	}
	if r.doc != nil && r.doc.places["listen"].expanded {
		port = "8080"
	}
	r.Add("listen", Problem{
		Message: fmt.Sprintf("%s can be reached from other machines, and there are no keys: everybody could read everything", r.said("listen", c.Listen)),
		Remedy: fmt.Sprintf("Either listen to this machine only:\n    listen: 127.0.0.1:%s\nor ask callers for a key, which `galleria key` makes:\n"+
			"    auth: {keys: [{name: storefront, hash: \"sha256:…\", roles: [query]}]}", port),
	})
}

// validateListen checks that the address can be listened on.
func (c *Config) validateListen(r *Report) {
	_, port, err := net.SplitHostPort(c.Listen)
	n, portErr := strconv.Atoi(port)
	if err == nil && portErr == nil && n >= 0 && n <= 65535 {
		return
	}
	r.Add("listen", Problem{Message: fmt.Sprintf("listen must be host:port, not %s", r.said("listen", c.Listen)), Remedy: "For example: listen: 127.0.0.1:8080, or :8080 for all addresses of this machine."})
}
