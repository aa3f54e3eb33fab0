package main

import (
	"context"
	"io"

	"github.com/spf13/cobra"
)

// program is one run of the command: what it reads and writes, and the
// environment that it sees.
type program struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	env            func(string) (string, bool)
}

// run executes one command line and returns its exit status. The function env
// looks up environment variables, as os.LookupEnv does.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer, env func(string) (string, bool)) int {
	p := &program{stdin: stdin, stdout: stdout, stderr: stderr, env: env}
	root := p.rootCommand()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	return p.status(root.ExecuteContext(ctx))
}

// variable returns an environment variable, "" where it is not set.
func (p *program) variable(name string) string {
	value, _ := p.env(name)
	return value
}

const (
	groupRun   = "run"
	groupAsk   = "ask"
	groupOther = "other"
)

const greeting = `galleria: one GraphQL graph over your customers, orders, inventory and payments.

  galleria demo      see it work now, with simulated systems
  galleria init      start a config for your own
  galleria --help    everything else
`

func (p *program) rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:   "galleria",
		Short: "One GraphQL graph over your customers, orders, inventory and payments",
		Long: `Galleria is one GraphQL graph over the customers, orders, products, inventory
and payments that a merchant has in many systems. It asks them when it is
asked, in batches, and keeps no copy.

Results go to the standard output, everything else to the standard error.
Exit status: 0 fine, 1 failed, 2 wrong usage, 3 config not usable, 4 a source
does not answer. Colours are left out when NO_COLOR is set.`,
		Example: `  galleria demo
  galleria init shop && cd shop && galleria check
  galleria query '{ orders(first: 5) { nodes { name placedAt } } }' -o table`,
		SilenceUsage:               true,
		SilenceErrors:              true,
		SuggestionsMinimumDistance: 2,
		CompletionOptions:          cobra.CompletionOptions{DisableDefaultCmd: true},
		DisableAutoGenTag:          true, // pages that are made twice are the same
		Args:                       knownCommand,
		RunE:                       func(*cobra.Command, []string) error { return p.print(greeting) },
	}
	root.SetFlagErrorFunc(wrongFlag)
	root.SetUsageTemplate(usageTemplate)
	root.AddGroup(&cobra.Group{ID: groupRun, Title: "Run a server:"}, &cobra.Group{ID: groupAsk, Title: "Ask the graph:"}, &cobra.Group{ID: groupOther, Title: "Also:"})
	root.SetHelpCommandGroupID(groupOther)
	p.add(root, groupRun, p.demoCommand(), p.initCommand(), p.checkCommand(), p.serveCommand())
	p.add(root, groupAsk, p.queryCommand(), p.exportCommand(), p.schemaCommand(), p.sourcesCommand())
	p.add(root, groupOther, p.keyCommand(), p.versionCommand(), p.completionCommand(), p.manCommand())
	root.SetHelpCommand(p.helpCommand())
	return root
}

func (p *program) add(parent *cobra.Command, group string, commands ...*cobra.Command) {
	for _, c := range commands {
		c.GroupID = group
		c.DisableAutoGenTag = true
		parent.AddCommand(c)
	}
}

// print writes a result.
func (p *program) print(text string) error {
	_, err := io.WriteString(p.stdout, text)
	return err
}
