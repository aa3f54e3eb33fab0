package shopify_test

import (
	"encoding/json"
	"maps"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/shopify"
	"github.com/galleria-graph/galleria/sources/shopify/shopifysim/shopifyspec"
)

// accessScopes are the scopes that Shopify's specification asks for, by type
// and by "Type.field": each of them alone is enough.
type accessScopes map[string]struct {
	OfflineScopes []string `json:"offlineScopes"`
}

func readAccessScopes(t *testing.T) accessScopes {
	t.Helper()
	path, err := shopifyspec.SharedPath("specs/shopify/access_scopes_2026-07.json")
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if os.IsNotExist(err) {
		t.Skipf("no list of Shopify's access scopes at %s", path)
	}
	var file struct{ Types, Fields accessScopes }
	if err == nil {
		err = json.Unmarshal(text, &file)
	}
	if err != nil {
		t.Fatal(err)
	}
	maps.Copy(file.Types, file.Fields)
	return file.Types
}

// The scopes of each group are enough for every type and field that its
// document asks for, and none is there for nothing.
func TestScopesAreThoseOfTheSpecification(t *testing.T) {
	official := shopifyspec.Load(t).Schema()
	asked := readAccessScopes(t)
	s := openShop(t, generous())
	about := map[string]sources.AboutKind{}
	for _, kind := range shopify.About().Kinds {
		about[kind.Kind] = kind
	}
	scopes := scopeTest{shop: s, schema: official, asked: asked, about: about}
	scopesOf(t, scopes, commerce.Customers, s.Customers)
	scopesOf(t, scopes, commerce.Orders, s.Orders)
	scopesOf(t, scopes, commerce.Products, s.Products)
	scopesOf(t, scopes, commerce.ProductVariants, s.Variants)
	scopesOf(t, scopes, commerce.InventoryItems, s.InventoryItems)
	scopesOf(t, scopes, commerce.Locations, s.Locations)
}

type scopeTest struct {
	shop   *shop
	schema *ast.Schema
	asked  accessScopes
	about  map[string]sources.AboutKind
}

func scopesOf[T any](t *testing.T, s scopeTest, kind commerce.Kind[T], c sources.Collection[T]) {
	t.Run(kind.Name, func(t *testing.T) {
		rights := s.about[kind.Name].Rights
		typ := kind.Name
		core := demandsOf(t, s, c, typ, 0)
		for bit, group := range append([]string{""}, kind.Groups...) {
			demands, claimed := core, rights[""]
			if group != "" {
				demands = demandsOf(t, s, c, typ, 1<<(bit-1))
				claimed = slices.Concat(claimed, rights[group])
				if maps.EqualFunc(demands, core, slices.Equal[[]string]) {
					continue // nothing is asked for it
				}
			}
			for what, enough := range demands {
				if !slices.ContainsFunc(enough, func(scope string) bool { return slices.Contains(claimed, scope) }) {
					t.Errorf("group %q: %s needs one of %v, and %v is said to be enough", group, what, enough, claimed)
				}
			}
			for _, scope := range rights[group] {
				if !slices.ContainsFunc(slices.Collect(maps.Values(demands)), func(enough []string) bool { return slices.Contains(enough, scope) }) {
					t.Errorf("group %q: nothing that is asked for needs %s", group, scope)
				}
			}
		}
	})
}

// demandsOf returns what a document for the groups asks for that needs a scope, with the scopes of which one is enough.
func demandsOf[T any](t *testing.T, s scopeTest, c sources.Collection[T], typ string, want commerce.Groups) map[string][]string {
	t.Helper()
	s.shop.since()
	if _, err := c.Get(t.Context(), []commerce.ID{{Source: sourceName, Key: gid(typ, "404")}}, want); err != nil {
		t.Fatal(err)
	}
	out := map[string][]string{}
	for _, request := range s.shop.since() {
		doc, errs := gqlparser.LoadQueryWithRules(s.schema, request.Query, rules.NewDefaultRules())
		if errs != nil {
			t.Fatal(errs)
		}
		for _, operation := range doc.Operations {
			s.walk(operation.SelectionSet, out)
		}
	}
	return out
}

func (s scopeTest) walk(set ast.SelectionSet, out map[string][]string) {
	for _, selection := range set {
		switch selected := selection.(type) {
		case *ast.Field:
			for _, what := range []string{selected.ObjectDefinition.Name + "." + selected.Name, selected.Definition.Type.Name()} {
				if needed, ok := s.asked[what]; ok && len(needed.OfflineScopes) > 0 {
					out[what] = needed.OfflineScopes
				}
			}
			s.walk(selected.SelectionSet, out)
		case *ast.InlineFragment:
			if needed, ok := s.asked[selected.TypeCondition]; ok {
				out[selected.TypeCondition] = needed.OfflineScopes
			}
			s.walk(selected.SelectionSet, out)
		case *ast.FragmentSpread:
			s.walk(selected.Definition.SelectionSet, out)
		}
	}
}

// Drafts are documents of their own, and the page says what they need.
func TestDraftsNeedTheScopeThatIsSaid(t *testing.T) {
	s := openShop(t, generous())
	scopes := scopeTest{shop: s, schema: shopifyspec.Load(t).Schema(), asked: readAccessScopes(t)}
	kinds := shopify.About().Kinds
	order := kinds[slices.IndexFunc(kinds, func(k sources.AboutKind) bool { return k.Kind == commerce.Orders.Name })]
	const scope = "read_draft_orders"
	if !slices.ContainsFunc(order.Notes, func(note string) bool { return strings.Contains(note, scope) }) {
		t.Errorf("nothing is said of %s", scope)
	}
	demands := demandsOf(t, scopes, s.Orders, "DraftOrder", commerce.OrderLines)
	if !slices.Contains(demands["DraftOrder"], scope) {
		t.Errorf("a draft needs %v", demands["DraftOrder"])
	}
	for what, enough := range demands {
		if !slices.ContainsFunc(enough, func(one string) bool {
			return one == scope || slices.Contains(order.Rights[""], one) || slices.Contains(order.Rights["lines"], one)
		}) {
			t.Errorf("%s needs one of %v", what, enough)
		}
	}
}

// What Check asks of a token, the page says, too.
func TestScopesAreThoseThatCheckAsksFor(t *testing.T) {
	source := answering(t, says(http.StatusOK, `{"data":{"shop":{"myshopifyDomain":"x"},"currentAppInstallation":{"accessScopes":[]},`+
		`"publicApiVersions":[{"handle":"`+shopify.DefaultAPIVersion+`","supported":true}]}}`))
	err := source.Check(t.Context())
	if sources.KindOf(err) != sources.KindDenied {
		t.Fatalf("checked without a scope: %v", err)
	}
	for _, kind := range shopify.About().Kinds {
		for group, scopes := range kind.Rights {
			for _, scope := range scopes {
				if group == "" && !strings.Contains(err.Error(), scope) {
					t.Errorf("%s needs %s, which Check does not ask for: %v", kind.Kind, scope, err)
				}
			}
		}
	}
}
