package woocommercesim

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// topics are the events of which webhooks tell.
var topics = []string{
	"order.created", "order.updated", "order.deleted", "order.restored", "product.created", "product.updated", "product.deleted", "product.restored",
	"customer.created", "customer.updated", "customer.deleted", "coupon.created", "coupon.updated", "coupon.deleted", "coupon.restored",
}

func (c *command) createWebhook() (answer, *apiError) {
	var w Webhook
	if problem := c.run(func(change *change) error { return c.writeWebhook(change, &w) }); problem != nil {
		return answer{}, problem
	}
	c.ids = map[string]int{"id": w.ID}
	return c.then(http.StatusCreated, c.getWebhook)
}

func (c *command) updateWebhook() (answer, *apiError) {
	problem := c.run(func(change *change) error {
		found := change.store.webhooks.get(c.ids["id"])
		if found == nil {
			return unknownID("shop_webhook")
		}
		w := *found
		w.Modified = change.now
		return c.writeWebhook(change, &w)
	})
	if problem != nil {
		return answer{}, problem
	}
	return c.then(http.StatusOK, c.getWebhook)
}

func (c *command) writeWebhook(change *change, w *Webhook) error {
	take(c, "name", &w.Name)
	take(c, "topic", &w.Topic)
	take(c, "delivery_url", &w.DeliveryURL)
	c.word("status", &w.Status, []string{"active", "paused", "disabled"})
	if problem := c.complained(); problem != nil {
		return problem
	}
	if !slices.Contains(topics, w.Topic) && !strings.HasPrefix(w.Topic, "action.") {
		return &apiError{status: http.StatusBadRequest, code: "woocommerce_rest_shop_webhook_invalid_topic", message: "Webhook topic must be valid."}
	}
	if u, err := url.Parse(w.DeliveryURL); err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return &apiError{
			status: http.StatusBadRequest, code: "woocommerce_rest_shop_webhook_invalid_delivery_url",
			message: "Webhook delivery URL must be a valid URL starting with http:// or https://.",
		}
	}
	change.putWebhook(w)
	return nil
}

// deleteWebhook deletes a webhook, of which there is no trash.
func (c *command) deleteWebhook() (answer, *apiError) {
	c.sim.mu.RLock()
	before, problem := c.getWebhook()
	c.sim.mu.RUnlock()
	if problem != nil {
		return answer{}, problem
	}
	if !c.truth("force", false) {
		return answer{}, &apiError{status: http.StatusNotImplemented, code: "woocommerce_rest_trash_not_supported", message: "Webhooks do not support trashing."}
	}
	problem = c.run(func(change *change) error {
		change.store.webhooks.remove(c.ids["id"])
		return nil
	})
	return before, problem
}
