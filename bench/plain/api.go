package plain

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/galleria-graph/galleria/bench/plain/model"
)

// api asks the upstream.
type api struct {
	client *http.Client
	base   string
}

// idleConns is what the default transport has too few of for one busy host.
const idleConns = 256

func newAPI(base string) *api {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConnsPerHost = idleConns
	return &api{client: &http.Client{Transport: transport}, base: base}
}

func get[T any](ctx context.Context, a *api, path string, query string) ([]*T, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, a.base+path+"?"+query, http.NoBody)
	if err != nil {
		return nil, err
	}
	res, err := a.client.Do(req)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("upstream answered %d", res.StatusCode)
	}
	var page model.Page[T]
	if err := json.NewDecoder(res.Body).Decode(&page); err != nil {
		return nil, err
	}
	return page.Rows, nil
}
