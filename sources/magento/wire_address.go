package magento

import "github.com/galleria-graph/galleria/sources/internal/jsonx"

type addressWire struct {
	FirstName       optText    `json:"firstname"`
	LastName        optText    `json:"lastname"`
	Company         optText    `json:"company"`
	Street          linesWire  `json:"street"`
	City            optText    `json:"city"`
	Region          regionWire `json:"region"`
	RegionCode      optText    `json:"region_code"`
	Postcode        optText    `json:"postcode"`
	CountryID       optText    `json:"country_id"`
	Telephone       optText    `json:"telephone"`
	DefaultBilling  optFlag    `json:"default_billing"`
	DefaultShipping optFlag    `json:"default_shipping"`
}

const addressFields = "firstname,lastname,company,street,city,region,region_code,postcode,country_id,telephone"

// regionWire is the name of a region, as orders have it, or the object that customers have.
type regionWire struct{ Name, Code optText }

// readAddress reads an address; nil for none.
func readAddress(r *jsonx.Reader) *addressWire {
	if r.Kind() == jsonx.Null {
		r.Skip()
		return nil
	}
	w := new(addressWire)
	w.decode(r)
	return w
}

func (w *addressWire) decode(r *jsonx.Reader) {
	for ok := object(r); ok && r.Member(); {
		switch string(r.Name()) {
		case "firstname":
			w.FirstName = r.Text()
		case "lastname":
			w.LastName = r.Text()
		case "company":
			w.Company = r.Text()
		case "street":
			w.Street = readLines(r)
		case "city":
			w.City = r.Text()
		case "region":
			w.Region = readRegion(r)
		case "region_code":
			w.RegionCode = r.Word()
		case "postcode":
			w.Postcode = r.Text()
		case "country_id":
			w.CountryID = r.Word()
		case "telephone":
			w.Telephone = r.Text()
		case "default_billing":
			w.DefaultBilling = readFlag(r)
		case "default_shipping":
			w.DefaultShipping = readFlag(r)
		}
	}
}

func readRegion(r *jsonx.Reader) (w regionWire) {
	if r.Kind() == jsonx.Text || r.Kind() == jsonx.Null {
		w.Name = r.Text()
		return w
	}
	for ok := object(r); ok && r.Member(); {
		switch string(r.Name()) {
		case "region":
			w.Name = r.Text()
		case "region_code":
			w.Code = r.Word()
		}
	}
	return w
}
