package config_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"github.com/galleria-graph/galleria/internal/config"
)

// holder has a secret where fmt cannot call its methods.
type holder struct{ token config.Secret }

func TestSecretIsNeverPrinted(t *testing.T) {
	const text = "hunter2"
	s := config.NewSecret(text, "TOKEN")
	held := holder{s}
	printed := map[string]string{
		"Error": fmt.Errorf("connect with %v: %w", s, errors.New(fmt.Sprint(s))).Error(),
		"Print": fmt.Sprint(s, &s, []config.Secret{s}, map[string]config.Secret{"a": s}, held, &held),
	}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%T", "%p", "%5.1s", "%!", "%w"} {
		printed[verb] = fmt.Sprintf(verb, s) + fmt.Sprintf(verb, held) + fmt.Sprintf(verb, &held)
	}
	var log bytes.Buffer
	slog.New(slog.NewJSONHandler(&log, nil)).Info("m", "s", s, "held", held, "source", &config.Stripe{SecretKey: s})
	slog.New(slog.NewTextHandler(&log, nil)).Info("m", "s", s, "held", held, slog.Group("g", "s", s))
	printed["slog"] = log.String()
	for name, marshal := range map[string]func(any) ([]byte, error){"json": json.Marshal, "yaml": yaml.Marshal} {
		out, err := marshal(map[string]any{"s": s, "p": &s, "source": &config.Stripe{SecretKey: s}, "held": held})
		if err != nil {
			t.Fatal(err)
		}
		printed[name] = string(out)
	}
	asKey, err := json.Marshal(map[config.Secret]int{s: 1})
	if err != nil {
		t.Fatal(err)
	}
	printed["json key"] = string(asKey)
	for name, out := range printed {
		if strings.Contains(out, text) || strings.Contains(strings.ToLower(out), fmt.Sprintf("%x", text)) {
			t.Errorf("%s shows the secret: %s", name, out)
		}
	}
	for _, name := range []string{"%v", "%s", "%q", "slog", "json", "yaml", "json key", "Error"} {
		if !strings.Contains(printed[name], "***") {
			t.Errorf("%s has no asterisks: %s", name, printed[name])
		}
	}
	if s.Reveal() != text || s.IsZero() {
		t.Error("Reveal does not give the text")
	}
	if zero := (config.Secret{}); zero.Reveal() != "" || !zero.IsZero() {
		t.Error("the zero Secret is not empty")
	}
}

func TestConfigIsNotPrintedWithSecrets(t *testing.T) {
	c := parse(t, string(config.Example()))
	for _, verb := range []string{"%v", "%+v", "%#v"} {
		for _, name := range c.SourceNames() {
			if out := fmt.Sprintf(verb, c.Sources[name]); strings.Contains(out, "value-of-") {
				t.Errorf("%s of %s: %s", verb, name, out)
			}
		}
	}
}

func TestKeys(t *testing.T) {
	key, hash := config.GenerateKey()
	if text := key.Reveal(); !strings.HasPrefix(text, "gal_") || len(text) != len("gal_")+43 {
		t.Errorf("%q does not hold 256 bits", text)
	}
	if other, _ := config.GenerateKey(); other.Reveal() == key.Reveal() {
		t.Error("two keys are equal")
	}
	if !hash.Matches(key.Reveal()) || hash.Matches(key.Reveal()+"x") || hash.Matches("") {
		t.Error("the hash is not that of the key alone")
	}
	if got, err := config.ParseKeyHash(hash.String()); err != nil || got != hash {
		t.Errorf("%v: %v, %v", hash, got, err)
	}
	// FIPS 180-2, appendix B.1.
	if got := config.HashKey("abc").String(); got != "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" {
		t.Error(got)
	}
	for _, text := range []string{"", "sha256:", hash.String()[7:], hash.String() + "0", "sha512:" + hash.String()[7:], "sha256:" + strings.Repeat("g", 64)} {
		if _, err := config.ParseKeyHash(text); err == nil {
			t.Errorf("%q is taken as a hash", text)
		}
	}
}

func TestSize(t *testing.T) {
	for text, want := range map[string]config.Size{
		"0B": 0, "1B": 1, "1KB": 1000, "1kB": 1000, "1KiB": 1024, "64KiB": 65536, "1MB": 1_000_000, "1MiB": 1 << 20, "3 GB": 3_000_000_000, "2GiB": 2 << 30,
	} {
		got, err := config.ParseSize(text)
		if err != nil || got != want {
			t.Errorf("%s: got %d, %v, want %d", text, got, err, want)
		}
		if again, err := config.ParseSize(got.String()); err != nil || again != got {
			t.Errorf("%s is written as %s, which is %d, %v", text, got, again, err)
		}
	}
	for _, text := range []string{"", "1", "MB", "1.5MB", "-1B", "1mb", "1 M B", "1MBB", "9223372036854775808B", "9223372037GB", "1XB", "０B"} {
		if got, err := config.ParseSize(text); err == nil {
			t.Errorf("%q is taken as %d", text, got)
		}
	}
}
