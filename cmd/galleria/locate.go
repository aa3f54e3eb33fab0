package main

import (
	"errors"
	"os"

	"github.com/galleria-graph/galleria/internal/config"
)

const configEnv = "GALLERIA_CONFIG"

// configPlaces are where a configuration is looked for when none is named.
func configPlaces() []string { return []string{"./galleria.yaml", "/etc/galleria/galleria.yaml"} }

// locate finds the configuration: the one that is named, the one that the
// environment names, or the first there is.
func (p *program) locate(named string) (string, error) {
	if named != "" {
		return named, nil
	}
	if path := p.variable(configEnv); path != "" {
		return path, nil
	}
	for _, path := range configPlaces() {
		// One that cannot be read is not passed over in silence: Load says why.
		if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
			return path, nil
		}
	}
	return "", &config.Problems{File: configPlaces()[0], List: []config.Problem{{
		Message: "there is no such file, nor " + configPlaces()[1],
		Remedy:  "Name one with -c or $" + configEnv + ", or let `galleria init` write one.",
	}}}
}
