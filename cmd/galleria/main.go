// Command galleria is the server, and what one needs around it: a demo, a
// first configuration, checks, queries and the schema.
//
// Results go to the standard output, everything else to the standard error.
// Nothing is ever asked of the user. The exit status is 0 when all is well, 1
// when the command failed, 2 when it was used wrongly, 3 when a configuration
// cannot be used and 4 when a source does not answer.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // columns have time zones, and a container has none
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// After the first signal the next one does what it does by default: it ends the process at once.
	context.AfterFunc(ctx, stop)
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.LookupEnv))
}
