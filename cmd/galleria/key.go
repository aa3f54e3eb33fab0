package main

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/galleria-graph/galleria/internal/config"
)

func roles() []string {
	return []string{string(config.RoleQuery), string(config.RoleExplore), string(config.RoleTrace), string(config.RoleAdmin)}
}

// newKey is a key with what the configuration has of it.
type newKey struct {
	Name  string   `json:"name"`
	Key   string   `json:"key"`
	Hash  string   `json:"hash"`
	Roles []string `json:"roles"`
}

func (p *program) keyCommand() *cobra.Command {
	var asJSON bool
	chosen := []string{string(config.RoleQuery)}
	cmd := &cobra.Command{
		Use:   "key [NAME]",
		Short: "Make an API key, and the lines of the configuration that accept it",
		Long: `Key makes a random API key for the caller NAME and prints it once, with the
lines of the configuration that accept it. These hold the key's hash only: who
reads the configuration cannot ask. Nothing is stored.`,
		Example: `  galleria key storefront
  galleria key analysts --role query,explore`,
		Args: between(0, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			name := "caller"
			if len(args) > 0 {
				name = args[0]
			}
			if !regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$`).MatchString(name) {
				return usage(cmd, fmt.Sprintf("a name has letters, digits, '.', '_' and '-', 64 at most: %q is none", name))
			}
			for _, role := range chosen {
				if err := oneOf(cmd, "role", role, roles()...); err != nil {
					return err
				}
			}
			slices.Sort(chosen)
			secret, hash := config.GenerateKey()
			made := newKey{Name: name, Key: secret.Reveal(), Hash: hash.String(), Roles: slices.Compact(chosen)}
			if asJSON {
				return p.printJSON(made)
			}
			return p.print(made.text())
		},
	}
	cmd.Flags().StringSliceVar(&chosen, "role", chosen, "what the caller may do: "+strings.Join(roles(), ", "))
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	choice(cmd, "role", roles()...)
	return cmd
}

// text returns the key and the lines to copy.
func (k newKey) text() string {
	name, _ := json.Marshal(k.Name) // names such as 1 or true would be no text in YAML without quotes
	return fmt.Sprintf(`key: %s

Give it to the caller; it is not stored and cannot be shown again. In the
configuration:

auth:
  keys:
    - name: %s
      hash: %s
      roles: [%s]
`, k.Key, name, k.Hash, strings.Join(k.Roles, ", "))
}
