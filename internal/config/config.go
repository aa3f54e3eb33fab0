package config

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"time"
)

// Config is a whole configuration. What a file leaves out has its default.
type Config struct {
	// Address to listen on, as host:port. Other addresses than loopback ones need `auth.keys`.
	Listen string `yaml:"listen" example:"127.0.0.1:8080"`
	// Web pages of the server: the explorer and the state of the sources.
	UI UI `yaml:"ui"`
	// Whether callers with the role `explore` may ask for the schema by introspection. They get it as text at `/schema.graphql` in any case.
	Introspection bool `yaml:"introspection"`
	// Who may ask.
	Auth Auth `yaml:"auth"`
	// What one request may cost. Beyond a limit a request is refused before anything is executed.
	Limits Limits `yaml:"limits"`
	// Documents that the server knows beforehand.
	Documents *Documents `yaml:"documents"`
	// Systems to read from, by the name that ids, errors and metrics give them. A name starts with a letter and has only lower-case letters, digits, `-` and `_`.
	Sources map[string]Source `yaml:"sources" required:"true" example:"{north: {kind: shopify, shop: north-shop.myshopify.com, accessToken: \"${NORTH_TOKEN}\"}}"`
	// How the sources that have the same kind of thing are shown as one. What is left out is derived from the sources.
	Views Views `yaml:"views"`

	doc *document
}

// UI says which web pages are served.
type UI struct {
	// Whether the pages are served at all.
	Enabled bool `yaml:"enabled"`
}

// Auth says who may ask.
type Auth struct {
	// API keys that are accepted, as `Authorization: Bearer <key>`. With none, every caller may ask.
	Keys []Key `yaml:"keys"`
}

// Key is one API key that is accepted. The file holds its hash only, so that who reads the file cannot ask.
type Key struct {
	// Name of the caller, for logs and metrics.
	Name string `yaml:"name" required:"true" example:"storefront"`
	// SHA-256 of the key, as `sha256:` and 64 hexadecimal digits. `galleria key` makes a key and prints its hash. The keys are 256 random bits: nobody can
	// guess them however fast the hash is, so a slow password hash would only slow down each request.
	Hash KeyHash `yaml:"hash" required:"true" example:"'sha256:<64 hexadecimal digits>'"`
	// What the caller may do.
	Roles []Role `yaml:"roles" required:"true" example:"[query]"`
}

// Role is something that a caller may do.
type Role string

// The roles. None includes another.
const (
	RoleQuery   Role = "query"   // ask the graph
	RoleExplore Role = "explore" // introspection, the pages and the schema
	RoleTrace   Role = "trace"   // ask for the trace of an answer
	RoleAdmin   Role = "admin"   // the state of the server and its sources
)

func (Role) values() []string {
	return []string{string(RoleQuery), string(RoleExplore), string(RoleTrace), string(RoleAdmin)}
}

// Limits bounds one request.
type Limits struct {
	// Size of the body.
	Body Size `yaml:"body" range:"1KB..64MB"`
	// Tokens of the document.
	Tokens int `yaml:"tokens" range:"10..1000000"`
	// Nesting of braces, brackets and parentheses in the document.
	Nesting int `yaml:"nesting" range:"2..10000"`
	// Levels of fields below the operation, through fragments.
	Depth int `yaml:"depth" range:"1..1000"`
	// Aliases, through fragments.
	Aliases int `yaml:"aliases" range:"0..100000"`
	// Fields of the operation itself.
	RootFields int `yaml:"rootFields" range:"1..10000"`
	// Fields in all, through fragments, equal ones counted once.
	Fields int `yaml:"fields" range:"1..1000000"`
	// Directives of the document.
	Directives int `yaml:"directives" range:"0..10000"`
	// Fragments of the document with `@defer`.
	Defers int `yaml:"defers" range:"0..1000"`
	// Fragments of the document.
	Fragments int `yaml:"fragments" range:"0..10000"`
	// Operations of the document.
	Operations int `yaml:"operations" range:"1..1000"`
	// Largest page: the most that `first` or `last` may ask for.
	First int `yaml:"first" range:"1..1000"`
	// Values in one list of an argument or a variable.
	List int `yaml:"list" range:"1..10000"`
	// Cost of a query, counted by the sizes of its pages.
	Cost int `yaml:"cost" range:"1..10000000"`
	// Time to answer one operation. What is not there by then is null, with an error.
	Deadline time.Duration `yaml:"deadline" range:"10ms..5m"`
}

// Documents names GraphQL documents that the server knows beforehand: clients ask them without sending them.
type Documents struct {
	// Folder with `*.graphql` files, also in folders below it; a relative path begins at the folder of this file. They are checked at the start. A client asks
	// for one with the parameter `documentId`: `sha256:` and the hash of the file, its path within the folder without the ending, or the name of an operation in it.
	Path string `yaml:"path" required:"true" example:"./queries"`
	// Whether these are the only documents that may be asked. Callers with the role `explore` may ask others all the same; without keys, all callers have it.
	Only bool `yaml:"only"`
}

// Defaults returns the configuration of an empty file: nothing to read from, open to this machine only.
func Defaults() *Config {
	return &Config{
		Listen: "127.0.0.1:8080",
		Limits: Limits{
			Body: 1_000_000, Tokens: 5000, Nesting: 100, Depth: 12, Aliases: 30, RootFields: 20, Fields: 2000, Directives: 50, Defers: 16, Fragments: 50,
			Operations: 10, First: 100, List: 250, Cost: 2000, Deadline: 10 * time.Second,
		},
	}
}

// SourceNames returns the names of the sources in the order of the file: where several could answer, the first one does. Names that are in no file come
// last, sorted.
func (c *Config) SourceNames() []string {
	return slices.SortedFunc(maps.Keys(c.Sources), func(a, b string) int {
		return cmp.Or(cmp.Compare(c.lineOf(a), c.lineOf(b)), cmp.Compare(a, b))
	})
}

func (c *Config) lineOf(source string) int {
	if c.doc != nil {
		if p, ok := c.doc.places[join("sources", source)]; ok {
			return p.key.line
		}
	}
	return math.MaxInt
}
