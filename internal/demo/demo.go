// Package demo runs a merchant's systems on this machine, simulated: two shops
// of Shopify, one of Magento and one of WooCommerce, a payment gateway, a
// customer database and a warehouse. The shops and the gateway speak their vendors' protocols on loopback ports, the databases are
// SQLite files, and all of them know the same merchant, so that the real
// connectors can be run against them as they are.
//
// Nothing outlives [Demo.Close]: the data is in memory and in a directory for
// temporary files. The package knows no connector; [Demo.Config] says where
// everything is.
package demo

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"time"

	"github.com/galleria-graph/galleria/internal/merchant"
)

// Options say what the demo is like. The zero value is good.
type Options struct {
	// Seed is what the data is made from; the same seed gives the same data at the same time.
	Seed uint64
	// Clock tells the time; nil is time.Now.
	Clock func() time.Time
	// Life makes the data change while the demo runs: about two changes a
	// second, in an order that follows from the seed.
	Life bool
	// Slow delays every answer of a source, by its name.
	Slow map[string]time.Duration
	// Fail is the share of a source's answers that are errors, from 0 to 1.
	Fail map[string]float64
	// Throttle is the share of a source's answers that say to come back later.
	Throttle map[string]float64
}

// Demo is a merchant's systems, running. It is safe for concurrent use.
type Demo struct {
	options Options
	systems *systems
	servers []*server // of the stores, and of the gateway
	life    *life
	dir     string
	swept   chan struct{} // closed when what making the data left behind is gone
}

// Start makes the data and starts the systems. When it returns, all of them
// answer. An error says which option is wrong, or what could not be started;
// then nothing is left running. The changes of Options.Life end with ctx or
// with Close, whichever is first.
func Start(ctx context.Context, options Options) (*Demo, error) {
	if options.Clock == nil {
		options.Clock = time.Now
	}
	d := &Demo{options: options}
	if err := d.start(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("start demo: %w", err), d.Close())
	}
	d.swept = make(chan struct{})
	go func() {
		debug.FreeOSMemory() // what making the data has left behind
		close(d.swept)
	}()
	return d, nil
}

// ballast is how much memory start reserves without touching it: no more than
// an address range. It makes the garbage collector wait until the data is
// there, rather than look through what there is of it again and again, which
// takes longer than making it.
const ballast = 448 << 20

func (d *Demo) start(ctx context.Context) (err error) {
	reserved := make([]byte, ballast)
	defer runtime.KeepAlive(reserved)
	if d.dir, err = os.MkdirTemp("", "galleria-demo-"); err != nil {
		return fmt.Errorf("make a directory for the databases: %w", err)
	}
	data := merchant.New(d.options.Seed, d.options.Clock())
	if d.systems, err = open(ctx, data, d.dir, d.options.Clock); err != nil {
		return err
	}
	if err := d.applyFaults(); err != nil {
		return err
	}
	for _, handler := range d.systems.handlers() {
		server, err := serve(ctx, handler)
		if err != nil {
			return err
		}
		d.servers = append(d.servers, server)
	}
	if d.options.Life {
		d.life = newLife(d.systems)
		d.life.start(ctx)
	}
	data.Orders = nil // the systems have them now
	return nil
}

// Close stops the systems and removes their files. Whoever reads from them has
// to be closed first. The error is what went wrong with the changes of
// Options.Life or with the closing. Close may be called again.
func (d *Demo) Close() error {
	if d.swept != nil {
		<-d.swept
	}
	var problems []error
	if d.life != nil {
		problems = append(problems, d.life.stop())
	}
	for _, server := range d.servers {
		problems = append(problems, server.close())
	}
	if d.systems != nil {
		problems = append(problems, d.systems.close())
	}
	if d.dir != "" {
		problems = append(problems, os.RemoveAll(d.dir))
	}
	d.life, d.servers, d.systems, d.dir = nil, nil, nil, ""
	if err := errors.Join(problems...); err != nil {
		return fmt.Errorf("close demo: %w", err)
	}
	return nil
}
