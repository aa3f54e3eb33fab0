package woocommercesim

import (
	"strconv"
	"strings"
)

// DefaultVersion is the plug-in's version where none is given.
const DefaultVersion = "10.4.3"

// version is a plug-in's version, without what follows its third number.
type version [3]int

// What came with which version. Where the documents name none, it is the first
// minor version that is known to have it.
var (
	withShippingPhone   = version{5, 6}
	withModified        = version{5, 8} // the modified_ parameters, and orderby=modified
	withOrderNeeds      = version{6, 4} // payment_url, is_editable …, images of line items
	withVariationParent = version{8, 3}
	withRefundsRoute    = version{9, 0} // and parent_id of a refund
	withGlobalID        = version{9, 2}
	withSearchSKU       = version{9, 3}
	withBrands          = version{9, 6}
	withCreatedVia      = version{10, 0} // as a filter, and include_meta
	withVariationsRoute = version{10, 3}
	withoutDrafts       = version{10, 7} // lists leave checkouts' drafts out
	withCustoms         = version{10, 7}
)

func parseVersion(text string) version {
	var v version
	for i, part := range strings.SplitN(text, ".", len(v)) {
		digits := strings.IndexFunc(part, func(r rune) bool { return r < '0' || r > '9' })
		if digits >= 0 {
			part = part[:digits]
		}
		v[i], _ = strconv.Atoi(part)
	}
	return v
}

// has says whether a version is as new as the one that brought something.
func (v version) has(since version) bool {
	for i := range v {
		if v[i] != since[i] {
			return v[i] > since[i]
		}
	}
	return true
}
