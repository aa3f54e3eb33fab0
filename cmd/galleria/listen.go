package main

import (
	"fmt"
	"net"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/galleria-graph/galleria/internal/config"
)

// thisMachine is the host that only this machine reaches.
const thisMachine = "127.0.0.1"

// onLoopback says whether an address can be reached from this machine only.
func onLoopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	return err == nil && config.IsLoopback(host)
}

// address checks what --listen was given. A port alone means a port of the host otherwise listened on.
func address(cmd *cobra.Command, text, otherwise string) (string, error) {
	host, port, err := net.SplitHostPort(text)
	n, portErr := strconv.ParseUint(port, 10, 16)
	if err != nil || portErr != nil {
		return "", usage(cmd, fmt.Sprintf("--listen must be host:port, such as 127.0.0.1:8080, not %q", text))
	}
	if host == "" {
		host = otherwise
	}
	return net.JoinHostPort(host, strconv.FormatUint(n, 10)), nil
}

// overrideListen puts the address of the command line in place of the configured one.
func overrideListen(cmd *cobra.Command, cfg *config.Config, text string, dev bool) error {
	configured, _, err := net.SplitHostPort(cfg.Listen) // which is checked when it is read
	if err != nil || dev && !onLoopback(cfg.Listen) {
		configured = thisMachine
	}
	listen, err := address(cmd, text, configured)
	if err != nil {
		return err
	}
	cfg.Listen = listen
	switch {
	case onLoopback(listen):
		return nil
	case dev:
		return usage(cmd, "--dev is for this machine only, and "+listen+" can be reached from others: use --listen 127.0.0.1:8080")
	case len(cfg.Auth.Keys) == 0:
		return usage(cmd, refused(listen, "the configuration has no keys",
			"galleria serve --listen 127.0.0.1:8080", "to stay on this machine", "galleria key", "to make a key and the lines that accept it"))
	}
	return nil
}

// refused words why an address is not listened on, with the two ways out.
func refused(listen, why, first, firstWhy, second, secondWhy string) string {
	width := max(len(first), len(second))
	return fmt.Sprintf("%s can be reached from other machines, and %s: everybody could read everything. Use\n  %-*s   %s, or\n  %-*s   %s",
		listen, why, width, first, firstWhy, width, second, secondWhy)
}
