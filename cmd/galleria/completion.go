package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

func shells() []string { return []string{"bash", "zsh", "fish", "powershell"} }

func (p *program) completionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "completion SHELL",
		Short: "Print the completion script of a shell",
		Long: `Completion prints a script that teaches a shell to complete galleria's
commands and flags. The shells are bash, zsh, fish and powershell.`,
		Example: `  source <(galleria completion bash)
  galleria completion zsh > "${fpath[1]}/_galleria"
  galleria completion fish > ~/.config/fish/completions/galleria.fish
  galleria completion powershell | Out-String | Invoke-Expression`,
		Args:      between(1, 1),
		ValidArgs: shells(),
		RunE: func(cmd *cobra.Command, args []string) error {
			root := cmd.Root()
			switch args[0] {
			case "bash":
				return root.GenBashCompletionV2(p.stdout, true)
			case "zsh":
				return root.GenZshCompletion(p.stdout)
			case "fish":
				return root.GenFishCompletion(p.stdout, true)
			case "powershell":
				return root.GenPowerShellCompletionWithDesc(p.stdout)
			}
			return usage(cmd, fmt.Sprintf("there is no completion for %q: the shells are %s", args[0], strings.Join(shells(), ", ")))
		},
	}
}

// choice makes a flag complete to one of the words.
func choice(cmd *cobra.Command, flag string, words ...string) {
	err := cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
	if err != nil {
		panic(err) // the flag does not exist: a mistake of the program
	}
}

// oneOf refuses a word that is not among those offered.
func oneOf(cmd *cobra.Command, flag, word string, words ...string) error {
	if slices.Contains(words, word) {
		return nil
	}
	return usage(cmd, fmt.Sprintf("--%s must be one of %s, not %q", flag, strings.Join(words, ", "), word))
}
