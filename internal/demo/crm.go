package demo

import (
	"strings"

	"github.com/galleria-graph/galleria/internal/merchant"
)

const crmSchema = `
CREATE TABLE contacts (
	contact_id  INTEGER PRIMARY KEY,
	given_name  TEXT,
	family_name TEXT,
	email       TEXT,
	phone       TEXT,
	status      TEXT NOT NULL,
	note        TEXT,
	language    TEXT,
	company     TEXT,
	street      TEXT,
	extra       TEXT,
	city        TEXT,
	province    TEXT,
	region      TEXT,
	postcode    TEXT,
	country     TEXT,
	created_at  INTEGER NOT NULL,
	changed_at  INTEGER NOT NULL
);
CREATE INDEX contacts_email ON contacts (LOWER(TRIM(email)));
CREATE INDEX contacts_changed ON contacts (changed_at);
CREATE TABLE contact_addresses (
	address_id  INTEGER PRIMARY KEY,
	contact_id  INTEGER NOT NULL REFERENCES contacts,
	given_name  TEXT,
	family_name TEXT,
	company     TEXT,
	street      TEXT,
	extra       TEXT,
	city        TEXT,
	province    TEXT,
	region      TEXT,
	postcode    TEXT,
	country     TEXT,
	phone       TEXT
);
CREATE INDEX contact_addresses_contact ON contact_addresses (contact_id);
CREATE TABLE contact_segments (
	contact_id INTEGER NOT NULL REFERENCES contacts,
	segment    TEXT NOT NULL,
	PRIMARY KEY (contact_id, segment)
);
`

func insert(table string, columns int) string {
	return "INSERT INTO " + table + " VALUES (?" + strings.Repeat(", ?", columns-1) + ")"
}

// contactID is the CRM's number of a person.
func contactID(person int) int { return 1001 + person }

func writeCRM(w *writer, m *merchant.Merchant) {
	const contactColumns, addressColumns, segmentColumns = 18, 13, 2
	everybody := m.People[:merchant.Customers]
	w.rows(insert("contacts", contactColumns), func(add func(...any)) {
		for i := range everybody {
			c := everybody[i].CRM
			a, status := c.Addresses[0], "active"
			if c.Disabled {
				status = "blocked"
			}
			add(contactID(i), orNull(c.FirstName), orNull(c.LastName), orNull(c.Email), orNull(c.Phone), status, orNull(c.Note), orNull(c.Locale),
				orNull(a.Company), orNull(a.Street), orNull(a.Extra), orNull(a.City), orNull(a.Province), orNull(a.ProvinceCode), orNull(a.Zip), orNull(a.Country),
				c.CreatedAt.Unix(), c.UpdatedAt.Unix())
		}
	})
	w.rows(insert("contact_addresses", addressColumns), func(add func(...any)) {
		for i := range everybody {
			for _, a := range everybody[i].CRM.Addresses {
				add(nil, contactID(i), orNull(a.FirstName), orNull(a.LastName), orNull(a.Company), orNull(a.Street), orNull(a.Extra), orNull(a.City),
					orNull(a.Province), orNull(a.ProvinceCode), orNull(a.Zip), orNull(a.Country), orNull(a.Phone))
			}
		}
	})
	w.rows(insert("contact_segments", segmentColumns), func(add func(...any)) {
		for i := range everybody {
			for _, segment := range everybody[i].CRM.Tags {
				add(contactID(i), segment)
			}
		}
	})
}
