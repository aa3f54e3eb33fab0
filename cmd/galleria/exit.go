package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/galleria-graph/galleria/internal/app"
	"github.com/galleria-graph/galleria/internal/config"
)

// The exit statuses, as the reference has them.
const (
	exitFine   = 0
	exitFailed = 1
	exitUsage  = 2
	exitConfig = 3
	exitSource = 4
)

// exitError ends a command with a status of its own after everything was said.
type exitError int

// Error names the status.
func (e exitError) Error() string { return fmt.Sprintf("exit status %d", int(e)) }

// usageError is a command line that cannot be understood.
type usageError struct {
	command string // whose help says more
	message string
}

// Error says what is wrong and where to read more.
func (e *usageError) Error() string {
	return fmt.Sprintf("%s\nSee `%s --help`.", strings.TrimRight(e.message, "\n"), e.command)
}

func usage(cmd *cobra.Command, message string) error {
	return &usageError{command: cmd.CommandPath(), message: message}
}

// status tells what went wrong, and returns the exit status.
func (p *program) status(err error) int {
	var silent exitError
	var wrong *usageError
	var problems *config.Problems
	var unopened *app.OpenError
	switch {
	case err == nil:
		return exitFine
	case errors.As(err, &silent):
		return int(silent)
	case errors.As(err, &problems):
		fmt.Fprint(p.stderr, problems.Error())
		if errors.As(err, &unopened) {
			fmt.Fprintln(p.stderr)
			printUnopened(p.stderr, p.paint(p.stderr), unopened)
		}
		return exitConfig
	case errors.As(err, &unopened):
		printUnopened(p.stderr, p.paint(p.stderr), unopened)
		return exitSource
	case errors.As(err, &wrong):
		fmt.Fprintf(p.stderr, "galleria: %v\n", wrong)
		return exitUsage
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(p.stderr, "galleria: interrupted")
		return exitFailed
	default:
		fmt.Fprintf(p.stderr, "galleria: %s\n", printable(err.Error(), true))
		return exitFailed
	}
}

// wrongFlag words a mistake with a flag, and says which was probably meant.
func wrongFlag(cmd *cobra.Command, err error) error {
	message := err.Error()
	var number *strconv.NumError
	var value *pflag.InvalidValueError
	if errors.As(err, &value) && errors.As(err, &number) { // of Go's words, only the reason
		message = fmt.Sprintf("--%s is a whole number, not %q", value.GetFlag().Name, value.GetValue())
	}
	if name, ok := strings.CutPrefix(message, "unknown flag: --"); ok {
		var names []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
		if near := config.Nearest(name, names); near != "" {
			message += fmt.Sprintf("\nDid you mean %q?", "--"+near)
		}
	}
	return usage(cmd, message)
}

// knownCommand refuses what is no command, and says which was probably meant.
func knownCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	message := fmt.Sprintf("there is no command %q", cmd.CommandPath()+" "+args[0])
	if similar := cmd.SuggestionsFor(args[0]); len(similar) > 0 {
		message += fmt.Sprintf("\nDid you mean %q?", cmd.CommandPath()+" "+similar[0])
	}
	return usage(cmd, message)
}

// between takes as many arguments as allowed.
func between(least, most int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) > most && most == 0:
			return usage(cmd, fmt.Sprintf("%s takes no argument, not %q", cmd.CommandPath(), args[0]))
		case len(args) > most:
			return usage(cmd, fmt.Sprintf("%s takes no more than %d argument: what is %q?", cmd.CommandPath(), most, args[most]))
		case len(args) < least:
			return usage(cmd, "an argument is missing: "+cmd.Parent().CommandPath()+" "+cmd.Use)
		}
		return nil
	}
}
