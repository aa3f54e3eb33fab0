package config_test

import (
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/internal/config"
)

// The rows are those of OpenTelemetry's table of substitutions, with the variables that it assumes. What is stricter here is in TestProblemsGolden.
func TestVariables(t *testing.T) {
	env := func(name string) (string, bool) {
		value, ok := map[string]string{
			"STRING_VALUE": "value", "BOOL_VALUE": "true", "INT_VALUE": "1", "FLOAT_VALUE": "1.1", "HEX_VALUE": "0xdeadbeef", "EMPTY": "",
			"INVALID_MAP_VALUE": "value\nkey:value", "DO_NOT_REPLACE_ME": "Never use this value", "REPLACE_ME": "${DO_NOT_REPLACE_ME}", "VALUE_WITH_ESCAPE": "value$$",
		}[name]
		return value, ok
	}
	for written, want := range map[string]string{
		`${STRING_VALUE}`:                     `value`,
		`${BOOL_VALUE}`:                       `true`,
		`${INT_VALUE}`:                        `1`,
		`"${HEX_VALUE}"`:                      `0xdeadbeef`,
		`"${STRING_VALUE}"`:                   `value`,
		`'${STRING_VALUE}'`:                   `value`,
		`${env:STRING_VALUE}`:                 `value`,
		`${INVALID_MAP_VALUE}`:                "value\nkey:value",
		`foo ${STRING_VALUE} ${FLOAT_VALUE}`:  `foo value 1.1`,
		`${UNDEFINED_KEY:-fallback}`:          `fallback`,
		`${EMPTY:-fallback}`:                  `fallback`,
		`x${EMPTY}`:                           `x`,
		`${STRING_VALUE:-fallback}`:           `value`,
		`${REPLACE_ME}`:                       `${DO_NOT_REPLACE_ME}`,
		`${UNDEFINED_KEY:-${STRING_VALUE}}`:   `${STRING_VALUE}`,
		`$${STRING_VALUE}`:                    `${STRING_VALUE}`,
		`$$${STRING_VALUE}`:                   `$value`,
		`$$$${STRING_VALUE}`:                  `$${STRING_VALUE}`,
		`$${STRING_VALUE:-fallback}`:          `${STRING_VALUE:-fallback}`,
		`$${STRING_VALUE:-${STRING_VALUE}}`:   `${STRING_VALUE:-value}`,
		`${UNDEFINED_KEY:-$${UNDEFINED_KEY}}`: `${UNDEFINED_KEY:-${UNDEFINED_KEY}}`,
		`${VALUE_WITH_ESCAPE}`:                `value$$`,
		`a $$ b`:                              `a $ b`,
		`a $ b`:                               `a $ b`,
		`$1`:                                  `$1`,
		"|-\n       ${STRING_VALUE}\n       $1 and $$": "value\n$1 and $",
	} {
		text := "sources:\n  a:\n    kind: sqlite\n    url: x\n    tables:\n     orders: {table: t, id: i, fields: {a: b}}\n     payments:\n      table: t\n      id: i\n      fields: {a: b}\n      where: " + written + "\n"
		c, err := config.Parse("f", []byte(text), env)
		if err != nil {
			t.Errorf("%s: %v", written, err)
			continue
		}
		if got := c.Sources["a"].(*config.SQL).Tables.Payments.Where; got != want {
			t.Errorf("%s: got %q, want %q", written, got, want)
		}
		again, err := c.Redacted()
		if err != nil {
			t.Fatal(err)
		}
		back, err := config.Parse("f", again, everything)
		if err != nil {
			t.Errorf("%s, written: %v\n%s", written, err, again)
			continue
		}
		if got := back.Sources["a"].(*config.SQL).Tables.Payments.Where; got != want {
			t.Errorf("%s, written and read: got %q, want %q", written, got, want)
		}
	}
}

// Variables give numbers, truth values, durations and sizes where no quotes make texts of them.
func TestVariablesAreTyped(t *testing.T) {
	env := func(name string) (string, bool) {
		return map[string]string{"N": "7", "B": "true", "D": "1m", "S": "2KB"}[name], true
	}
	c, err := config.Parse("f", []byte(least+"introspection: ${B}\nlimits:\n  depth: ${N}\n  aliases: 1${N}\n  deadline: ${D}\n  body: ${S}\n"), env)
	if err != nil {
		t.Fatal(err)
	}
	if !c.Introspection || c.Limits.Depth != 7 || c.Limits.Aliases != 17 || c.Limits.Deadline.String() != "1m0s" || c.Limits.Body != 2000 {
		t.Errorf("%+v", c.Limits)
	}
}

// A variable is one value. Whatever is in it, it can add nothing to the configuration, and errors do not show it.
func TestVariablesCannotInject(t *testing.T) {
	for _, value := range []string{
		"x\nlisten: 0.0.0.0:80", "{a: b}", "[a, b]", "x # y", "*a", "&a", "!!int 1", "\"", "${HOME}", "$$", "- a", "|", "x: y", "\x00",
	} {
		env := func(string) (string, bool) { return value, true }
		text := "listen: 127.0.0.1:1\nsources:\n  a:\n    kind: stripe\n    secretKey: ${V}\n"
		c, err := config.Parse("f", []byte(text), env)
		if err != nil {
			t.Fatalf("%q: %v", value, err)
		}
		if s := c.Sources["a"].(*config.Stripe); s.SecretKey.Reveal() != value || s.Account != "" || c.Listen != "127.0.0.1:1" || len(c.Sources) != 1 {
			t.Errorf("%q became %+v", value, c)
		}
		_, err = config.Parse("f", []byte(text+"    account: ${V}\n    timeout: ${V}\n    retries: ${V}\n    url: ${V}\n  ${V}: ${V}\nlimits: ${V}\nui: {enabled: '${V}'}\n"), env)
		if err == nil || strings.Contains(err.Error(), "0.0.0.0") {
			t.Errorf("%q: %v", value, err)
		}
	}
}
