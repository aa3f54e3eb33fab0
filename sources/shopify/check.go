package shopify

import (
	"context"
	"regexp"
	"strings"
	"time"

	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

// neededScopes are what the six collections read.
var neededScopes = []string{"read_customers", "read_orders", "read_products", "read_inventory", "read_locations"}

const checkDocument = "query {shop{myshopifyDomain} currentAppInstallation{accessScopes{handle}} publicApiVersions{handle supported}}"

var scopeHandle = regexp.MustCompile(`^[a-z_]{1,64}$`)

// installed is what the shop says of the app and of its versions.
type installed struct {
	scopes   []string
	versions []publicVersion

	app, list, wrong bool // which of both came, and whether they were of another form
}

func (in *installed) decode(r *jsonx.Reader) {
	part := r.Begin()
	switch string(r.Name()) {
	case "currentAppInstallation":
		in.app = true
		for ok := r.Object(); ok && r.Member(); {
			if string(r.Name()) != "accessScopes" {
				continue
			}
			for ok := r.Array(); ok && r.Element(); {
				for ok := r.Object(); ok && r.Member(); {
					if string(r.Name()) == "handle" {
						in.scopes = append(in.scopes, r.Text().Value)
					}
				}
			}
		}
	case "publicApiVersions":
		in.list = true
		for ok := r.Array(); ok && r.Element(); {
			in.versions = append(in.versions, readVersion(r))
		}
	}
	in.wrong = r.End(part) != nil || in.wrong
}

// checkPrice is more than the document costs by any count.
const checkPrice = 20

// check proves that the shop answers with this token, in this version, and lets
// the token read all that the source offers.
func (c *client) check(ctx context.Context) error {
	const op = "check the shop"
	c.watch.next.Store(time.Now().Add(lookEvery).UnixNano())
	var in installed
	a, err := c.do(ctx, request{op: op, document: checkDocument, price: checkPrice, read: in.decode})
	if err != nil {
		return err
	}
	if len(a.faults) > 0 {
		return c.faultError(op, a.faults, nil)
	}
	if in.wrong || !in.app || !in.list {
		return &sources.Error{Kind: sources.KindMalformed, Source: c.source, Op: op, Reason: "the answer is not what the Admin API promises"}
	}
	if err := c.checkVersion(op, a.version, in.versions); err != nil {
		return err
	}
	c.reach.learn(ctx, in.scopes)
	return c.checkScopes(op, in.scopes)
}

// checkVersion refuses a version that Shopify does not support any more, and one
// that it answers in another.
func (c *client) checkVersion(op, answered string, versions []publicVersion) error {
	if err := c.judgeVersion(op, versions); err != nil {
		return err
	}
	if warning := c.watch.answered.Load(); warning != nil && answered != "" {
		return &sources.Error{Kind: sources.KindInvalid, Source: c.source, Op: op, Reason: *warning}
	}
	return nil
}

// checkScopes names what the token lacks. Who may write may read.
func (c *client) checkScopes(op string, scopes []string) error {
	granted := map[string]bool{}
	for _, scope := range scopes {
		if !scopeHandle.MatchString(scope) {
			continue
		}
		granted[scope] = true
		if written, ok := strings.CutPrefix(scope, "write_"); ok {
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
