package magentosim_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/galleria-graph/galleria/sources/magento/magentosim"
)

// FuzzQueries sends any text as a query: the answer is JSON and either a result
// or a refusal, never a crash.
func FuzzQueries(f *testing.F) {
	for _, text := range []string{
		"searchCriteria[filter_groups][0][filters][0][field]=entity_id&searchCriteria[filter_groups][0][filters][0][value]=1,2&searchCriteria[filter_groups][0][filters][0][condition_type]=in",
		"searchCriteria[filterGroups][][filters][][field]=status", "searchCriteria=all&fields=items[a[b],c]", "searchCriteria[pageSize]=2147483647&searchCriteria[currentPage]=2147483647",
		"search_criteria[sort_orders][0][field]=grand_total&fields=]", "searchCriteria[a[b]=1", "searchCriteria]=[", "searchCriteria[pageSize]=-1&searchCriteria[current_page]=-7", "searchCriteria[[[[]]]]=%zz",
		"searchCriteria[filter_groups][0][filters][0][field]=customer_email&searchCriteria[filter_groups][0][filters][0][condition_type]=like&searchCriteria[filter_groups][0][filters][0][value]=%25%25_%25",
	} {
		f.Add(text)
	}
	sim := magentosim.New(magentosim.Options{})
	seedOrders(f, sim)
	f.Fuzz(func(t *testing.T, text string) {
		r := httptest.NewRequest(http.MethodGet, "/rest/V1/orders", nil)
		r.URL.RawQuery = text
		r.Header.Set("Authorization", "Bearer "+sim.AccessToken())
		w := httptest.NewRecorder()
		sim.ServeHTTP(w, r)
		switch w.Code {
		case http.StatusOK, http.StatusBadRequest, http.StatusInternalServerError:
			if !json.Valid(w.Body.Bytes()) {
				t.Errorf("%q: not JSON", text)
			}
		case http.StatusRequestURITooLong:
		default:
			t.Errorf("%q: status %d", text, w.Code)
		}
	})
}
