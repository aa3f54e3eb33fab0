// Package shopifysim is a simulated Shopify: an http.Handler that speaks the
// Admin GraphQL API over a store held in memory. It executes any document over
// the part of the schema it knows, with the vendor's paging, search syntax,
// query costs, throttling and errors, and can be made to fail in the ways an
// upstream fails. The demo and the tests of the connector run against it. Of
// mutations it knows those of bulk queries only; webhooks and Shopify Payments
// are not simulated.
package shopifysim

import (
	_ "embed"
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

//go:embed schema.graphqls
var readText string

//go:embed bulk.graphqls
var bulkText string

// schemaText is the schema in one: the definitions, then what extends them.
var schemaText = readText + "\n" + bulkText

// Version is the latest API version that is supported, unless Options say
// otherwise. Requests for an older version that is no longer supported are
// answered in the oldest supported one, as the vendor does; the simulator's
// schema is the same for all.
const Version = "2026-07"

// Options configure a simulator. Zero values are replaced by those named here.
type Options struct {
	ShopDomain string // "galleria-demo.myshopify.com"
	Token      string // the X-Shopify-Access-Token that is accepted, "shpat_simulated"
	// ClientID and ClientSecret are those of an app of the shop's organization.
	// Without them nobody can exchange client credentials for a token.
	ClientID, ClientSecret string
	TokenLife              time.Duration // of a token that was exchanged: a second less than a day
	Shop                   Shop          // completed with defaults
	// Clock is what the simulator takes for now: for timestamps, the bucket and
	// the age of orders. time.Now when nil.
	Clock func() time.Time
	// ReadAllOrders stands for the scope read_all_orders: without it orders
	// created more than 60 days ago are hidden.
	ReadAllOrders bool
	// Lacks are the access scopes that the app was not granted: "read_returns".
	// What needs one is denied.
	Lacks        []string
	Bucket       Bucket
	BulkTime     time.Duration // how long a bulk operation takes: 3 s
	Cost         CostModel     // CostScaled
	MaxQueryCost float64       // 1000: dearer queries are refused
	// Versions are the supported API versions, oldest first: the four up to Version.
	Versions []string
	MaxDepth int    // 25,000: how many objects deep paging may go
	Seed     uint64 // of the random source of failures
	// Recorder is told of every well-formed request, before it is executed. It
	// may be called by several goroutines at once.
	Recorder func(operationName, query string, variables map[string]any)
}

// Sim is a simulated shop. It is safe for concurrent use.
type Sim struct {
	options   Options
	domain    string
	store     *store
	schema    *ast.Schema
	bindings  map[string]map[string]binding
	documents *lru.Cache[string, *document]
	bucket    *bucket
	faults    *faults
	grants    *grants
	bulk      *bulkOperations
	cost      CostModel
	requests  atomic.Int64
}

var _ http.Handler = (*Sim)(nil)

// root is the object behind the query root.
type root struct{}

// loadSchema reads the schema, which all shops share and nobody changes.
var loadSchema = sync.OnceValue(func() *ast.Schema {
	return gqlparser.MustLoadSchema(&ast.Source{Name: "schema.graphqls", Input: schemaText})
})

// New returns an empty shop.
func New(options Options) *Sim {
	orString(&options.ShopDomain, "galleria-demo.myshopify.com")
	orString(&options.Token, "shpat_simulated")
	if options.Clock == nil {
		options.Clock = time.Now
	}
	if options.BulkTime == 0 {
		options.BulkTime = 3 * time.Second
	}
	if options.TokenLife == 0 {
		options.TokenLife = 24*time.Hour - time.Second
	}
	if options.Versions == nil {
		options.Versions = []string{"2025-10", "2026-01", "2026-04", Version}
	}
	if options.Cost == "" {
		options.Cost = CostScaled
	}
	if options.MaxQueryCost == 0 {
		options.MaxQueryCost = 1000
	}
	if options.MaxDepth == 0 {
		options.MaxDepth = 25_000
	}
	now := options.Clock().UTC()
	options.Shop.complete(options.ShopDomain, now)
	schema := loadSchema()
	documents, err := lru.New[string, *document](256)
	if err != nil {
		panic(fmt.Sprintf("shopifysim: make the document cache: %v", err)) // Only a size below 1 fails.
	}
	return &Sim{
		options:   options,
		domain:    options.ShopDomain,
		store:     newStore(options.Shop),
		schema:    schema,
		bindings:  bindAll(schema),
		documents: documents,
		bucket:    newBucket(options.Bucket, now),
		faults:    newFaults(options.Seed),
		grants:    &grants{ends: map[string]time.Time{}},
		bulk:      &bulkOperations{},
		cost:      options.Cost,
	}
}

// SDL returns the schema the simulator speaks.
func SDL() string { return schemaText }

// Token returns the access token that is accepted.
func (s *Sim) Token() string { return s.options.Token }

// ShopDomain returns the shop's myshopify domain.
func (s *Sim) ShopDomain() string { return s.domain }

// Requests returns how many HTTP requests have arrived, failed ones included.
func (s *Sim) Requests() int64 { return s.requests.Load() }

// now is the simulator's time in UTC.
func (s *Sim) now() time.Time { return s.options.Clock().UTC() }

// Order returns an order as stored. Its slices must not be changed.
func (s *Sim) Order(id string) (Order, bool) { return look(s, s.store.orders, id) }

// Customer returns a customer as stored. Its slices must not be changed.
func (s *Sim) Customer(id string) (Customer, bool) { return look(s, s.store.customers, id) }

// Product returns a product as stored. Its slices must not be changed.
func (s *Sim) Product(id string) (Product, bool) { return look(s, s.store.products, id) }

// Variant returns a variant as stored. Its slices must not be changed.
func (s *Sim) Variant(id string) (ProductVariant, bool) { return look(s, s.store.variants, id) }

// InventoryItem returns an inventory item as stored.
func (s *Sim) InventoryItem(id string) (InventoryItem, bool) { return look(s, s.store.items, id) }

// InventoryLevel returns an inventory level as stored. Its map must not be
// changed.
func (s *Sim) InventoryLevel(id string) (InventoryLevel, bool) { return look(s, s.store.levels, id) }

// Location returns a location as stored.
func (s *Sim) Location(id string) (Location, bool) { return look(s, s.store.locations, id) }

func look[T any](s *Sim, entities map[string]*T, id string) (T, bool) {
	s.store.RLock()
	defer s.store.RUnlock()
	entity, known := entities[id]
	if !known {
		var zero T
		return zero, false
	}
	return *entity, true
}
