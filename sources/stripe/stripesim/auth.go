package stripesim

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// Permission is a right of a restricted key, in Stripe's spelling.
type Permission string

// The permissions that the simulated endpoints ask for.
const (
	ReadAccount        Permission = "rak_accounts_kyc_basic_read"
	ReadBalance        Permission = "rak_balance_read"
	ReadCharges        Permission = "rak_charge_read" // refunds too
	ReadCheckout       Permission = "rak_checkout_session_read"
	ReadCustomers      Permission = "rak_customer_read"
	ReadDisputes       Permission = "rak_dispute_read"
	ReadEvents         Permission = "rak_event_read"
	ReadPaymentIntents Permission = "rak_payment_intent_read"
	ReadPaymentMethods Permission = "rak_payment_method_read"
	ReadPayouts        Permission = "rak_payout_read"
)

// credential is the key of a request with what it may do.
type credential struct {
	key         string
	account     string
	all         bool
	permissions []Permission
}

// authenticate finds the key of a request.
func (s *Sim) authenticate(r *http.Request) (credential, *apiError) {
	key := secretKey(r)
	if key == "" {
		return credential{}, unauthorized("You did not provide an API key. You need to provide your API key in the " +
			"Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). " +
			"See https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/.")
	}
	c := credential{key: key, account: s.options.Account.ID, all: key == s.options.SecretKey}
	permissions, restricted := s.options.RestrictedKeys[key]
	if !c.all && !restricted {
		return credential{}, unauthorized("Invalid API Key provided: " + redact(key))
	}
	c.permissions = permissions
	return c, s.selectAccount(&c, r.Header.Get("Stripe-Account"))
}

// selectAccount judges the header Stripe-Account.
func (s *Sim) selectAccount(c *credential, account string) *apiError {
	if account == "" || account == c.account {
		return nil
	}
	known := len(s.options.ConnectedAccounts) == 0 && strings.HasPrefix(account, "acct_")
	if !known && !slices.Contains(s.options.ConnectedAccounts, account) {
		e := invalidRequest("account_invalid", "", "The provided key '%s' does not have access to account '%s' "+
			"(or that account does not exist). Application access may have been revoked.", redact(c.key), account)
		e.status = http.StatusForbidden
		return e
	}
	c.account = account
	return nil
}

// permit refuses what a restricted key may not do.
func (c credential) permit(needed Permission) *apiError {
	if c.all || slices.Contains(c.permissions, needed) {
		return nil
	}
	e := invalidRequest("", "", "The provided key '%s' does not have the required permissions for this endpoint on account '%s'. "+
		"Having the '%s' permission would allow this request to continue.", redact(c.key), c.account, needed)
	e.status = http.StatusForbidden
	return e
}

func secretKey(r *http.Request) string {
	if user, _, ok := r.BasicAuth(); ok {
		return user
	}
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return strings.TrimSpace(token)
}

func unauthorized(message string) *apiError {
	return &apiError{
		status: http.StatusUnauthorized, kind: "invalid_request_error", message: message,
		header: map[string]string{"Www-Authenticate": `Basic realm="Stripe"`},
	}
}

// redact shows a key as Stripe does: its kind and its last four letters.
func redact(key string) string {
	const shown = 4
	kind := key[:strings.LastIndex(key, "_")+1]
	rest := key[len(kind):]
	if len(rest) <= shown {
		return kind + strings.Repeat("*", len(rest))
	}
	return fmt.Sprintf("%s%s%s", kind, strings.Repeat("*", len(rest)-shown), rest[len(rest)-shown:])
}
