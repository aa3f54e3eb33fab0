package shopify

import (
	"context"
	"encoding/json"
	"regexp"
	"slices"
	"strings"

	"github.com/galleria-graph/galleria/sources"
)

// neededScopes are what the six collections read.
var neededScopes = []string{"read_customers", "read_orders", "read_products", "read_inventory", "read_locations"}

const checkDocument = "query {shop{myshopifyDomain} currentAppInstallation{accessScopes{handle}} publicApiVersions{handle supported}}"

var scopeHandle = regexp.MustCompile(`^[a-z_]{1,64}$`)

type installation struct {
	Scopes []struct {
		Handle string `json:"handle"`
	} `json:"accessScopes"`
}

type publicVersion struct {
	Handle    string `json:"handle"`
	Supported bool   `json:"supported"`
}

// check proves that the shop answers with this token, in this version, and lets
// the token read all that the source offers.
func (c *client) check(ctx context.Context) error {
	const op = "check the shop"
	a, err := c.do(ctx, request{op: op, document: checkDocument})
	if err != nil {
		return err
	}
	if len(a.faults) > 0 {
		return c.faultError(op, a.faults, nil)
	}
	var (
		app      installation
		versions []publicVersion
	)
	if json.Unmarshal(a.data["currentAppInstallation"], &app) != nil || json.Unmarshal(a.data["publicApiVersions"], &versions) != nil {
		return &sources.Error{Kind: sources.KindMalformed, Source: c.source, Op: op, Reason: "the answer is not what the Admin API promises"}
	}
	if err := c.checkVersion(op, a.version, versions); err != nil {
		return err
	}
	return c.checkScopes(op, app)
}

// checkVersion refuses a version that Shopify would answer in another one.
func (c *client) checkVersion(op, answered string, versions []publicVersion) error {
	if c.version == "unstable" {
		return nil
	}
	var supported []string
	for _, v := range versions {
		if v.Supported && apiVersion.MatchString(v.Handle) && v.Handle != "unstable" {
			supported = append(supported, v.Handle)
		}
	}
	if slices.Contains(supported, c.version) && (answered == "" || answered == c.version) {
		return nil
	}
	return &sources.Error{
		Kind: sources.KindInvalid, Source: c.source, Op: op,
		Reason: "Shopify does not support API version " + c.version + ": configure one of " + strings.Join(supported, ", "),
	}
}

// checkScopes names what the token lacks. Who may write may read.
func (c *client) checkScopes(op string, app installation) error {
	granted := map[string]bool{}
	for _, s := range app.Scopes {
		if !scopeHandle.MatchString(s.Handle) {
			continue
		}
		granted[s.Handle] = true
		if written, ok := strings.CutPrefix(s.Handle, "write_"); ok {
			granted["read_"+written] = true
		}
	}
	var lacking []string
	for _, scope := range neededScopes {
		if !granted[scope] {
			lacking = append(lacking, scope)
		}
	}
	if len(lacking) == 0 {
		return nil
	}
	return &sources.Error{
		Kind: sources.KindDenied, Source: c.source, Op: op,
		Reason: "the access token lacks " + strings.Join(lacking, ", ") + ": grant the app these scopes and install it again",
	}
}
