package woocommercesim

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// Webhook is a webhook as the shop lists it. Nothing is delivered.
type Webhook struct {
	ID                int
	Name, Topic       string
	Status            string // active when empty
	DeliveryURL       string
	Created, Modified time.Time
}

func (q *query) webhook(w *Webhook) object {
	resource, event, _ := strings.Cut(w.Topic, ".")
	rendered := slices.Concat(
		object{
			{"id", w.ID}, {"name", w.Name}, {"status", w.Status}, {"topic", w.Topic}, {"resource", resource}, {"event", event},
			{"hooks", []string{}}, {"delivery_url", w.DeliveryURL},
		},
		q.sim.dates("date_created", w.Created), q.sim.dates("date_modified", w.Modified))
	return append(rendered, q.links("webhooks", w.ID, "")...)
}

var webhookParams = slices.Concat(collectionParams, sorting("desc", "date", "id", "title"),
	[]param{{name: "status", words: []string{"all", "active", "paused", "disabled"}}})

func (q *query) listWebhooks() (answer, *apiError) {
	status, search, times := q.args.text("status"), q.args.text("search"), q.period()
	return pageOf(q, q.sim.store.webhooks, listing[Webhook]{
		keep: func(w *Webhook) bool {
			return (status == "" || status == "all" || w.Status == status) && (search == "" || containsText(w.Name, search)) &&
				times.holds(w.Created, w.Modified)
		},
		sorts: sorts[Webhook]{
			"date":  func(a, b *Webhook) int { return a.Created.Compare(b.Created) },
			"id":    func(a, b *Webhook) int { return cmp.Compare(a.ID, b.ID) },
			"title": func(a, b *Webhook) int { return compareText(a.Name, b.Name) },
		},
		render: func(w *Webhook) object { return q.spoil("webhooks", w.ID, q.webhook(w)) },
	})
}

func (q *query) getWebhook() (answer, *apiError) {
	w := q.sim.store.webhooks.get(q.ids["id"])
	if w == nil {
		return answer{}, invalidID("shop_webhook")
	}
	return answer{body: q.spoil("webhooks", w.ID, q.webhook(w))}, nil
}
