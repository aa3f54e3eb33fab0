// Bench measures the server beside two others over the same upstream: a
// hand-written one, which is the limit of what can be reached, and one as a team
// would write it with gqlgen and dataloader.
//
// Every server is a process of its own, so that its CPU time is known exactly.
// Rounds are interleaved, and a ratio is always that of two servers within one
// round, so that it holds on a machine that others use, too.
//
//	go run ./bench                        all servers, all operations
//	go run ./bench -query Q3 -rounds 9    one operation, more rounds
//	go run ./bench -delay 5ms             an upstream that takes its time
//	go run ./bench -load                  only whether each answer takes the fewest calls
//
// GOGC and GOMEMLIMIT of the environment reach the servers.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strings"
	"time"

	"github.com/galleria-graph/galleria/bench/cases"
)

// options are what the flags say.
type options struct {
	rounds   int
	duration time.Duration
	delay    time.Duration
	cases    []cases.Case
	servers  []string
	variants int // how many requests of an operation differ
	load     bool
	out      string
	markdown string
	profiles string
}

// allServers are the servers in the order of a round.
var allServers = []string{"limit", "ours", "plain"}

var errUsage = errors.New("usage")

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Args[1:])
	stop()
	switch {
	case errors.Is(err, flag.ErrHelp):
	case errors.Is(err, errUsage):
		os.Exit(2)
	case err != nil:
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	if len(args) > 0 && args[0] == serveCommand {
		return serve(ctx, args[1:], os.Stdin, os.Stdout)
	}
	o, err := parse(args)
	if err != nil {
		return err
	}
	f, err := openField(ctx, o)
	if err != nil {
		return err
	}
	defer f.close()
	if err := f.verify(ctx); err != nil {
		return err
	}
	if o.load {
		return f.checkCalls(ctx, os.Stdout)
	}
	results, err := f.rounds(ctx, os.Stderr)
	if err != nil {
		return err
	}
	if o.profiles != "" {
		if err := f.profile(ctx); err != nil {
			return err
		}
	}
	return report(o, results, os.Stdout)
}

func parse(args []string) (options, error) {
	var o options
	var query, servers string
	set := flag.NewFlagSet("bench", flag.ContinueOnError)
	set.IntVar(&o.rounds, "rounds", 5, "how many rounds")
	set.DurationVar(&o.duration, "duration", time.Second, "how long each server is asked within a round")
	set.DurationVar(&o.delay, "delay", 0, "how long the upstream waits before each answer")
	set.StringVar(&query, "query", "", "`operations` to ask, such as Q2,Q3; all unless said")
	set.StringVar(&servers, "servers", strings.Join(allServers, ","), "`servers` to ask")
	set.IntVar(&o.variants, "variants", manyVariants, "how many requests of an operation differ; of 1, all clients ask the same")
	set.BoolVar(&o.load, "load", false, "check the number of upstream calls under load, and nothing else")
	set.StringVar(&o.out, "out", "", "`file` for all figures as JSON")
	set.StringVar(&o.markdown, "markdown", "", "`file` for the table in Markdown")
	set.StringVar(&o.profiles, "profiles", "", "`directory` for a CPU profile of each server and operation")
	if err := set.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return o, err
		}
		return o, errUsage // flag has said what is wrong
	}
	for _, c := range cases.All() {
		if query == "" || slices.Contains(strings.Split(query, ","), c.Name) {
			o.cases = append(o.cases, c)
		}
	}
	for _, s := range strings.Split(servers, ",") {
		if !slices.Contains(allServers, s) {
			return o, fmt.Errorf("there is no server %q: there are %s", s, strings.Join(allServers, ", "))
		}
		o.servers = append(o.servers, s)
	}
	if len(o.cases) == 0 || o.rounds < 1 || o.variants < 1 || o.duration <= 0 || set.NArg() > 0 {
		return o, errors.New("nothing to measure: see -help")
	}
	return o, nil
}
