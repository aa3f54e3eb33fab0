package config

import (
	"fmt"
	"net/netip"
	"net/url"
	"regexp"
	"strings"
)

var (
	shopDomain   = regexp.MustCompile(`^[a-z0-9][a-z0-9-]*\.myshopify\.com$`)
	shopName     = regexp.MustCompile(`^[a-z0-9][a-z0-9-]*$`)
	shopVersion  = regexp.MustCompile(`^(20[0-9]{2}-(01|04|07|10)|unstable)$`)
	stripeAcct   = regexp.MustCompile(`^acct_[A-Za-z0-9]+$`)
	storeCode    = regexp.MustCompile(`^[a-z][a-z0-9_]{0,31}$`)
	addressStart = regexp.MustCompile(`^([a-z][a-z0-9+.-]*)://`)
)

func (s *Shopify) validate(r *Report, path string) {
	s.validateCredentials(r, path)
	if s.Shop != "" && !shopDomain.MatchString(s.Shop) {
		p := Problem{Message: fmt.Sprintf("%s.shop must be the shop's myshopify.com domain", path), Remedy: "The admin shows it under Settings, Domains."}
		if shopName.MatchString(s.Shop) && !r.doc.places[path+".shop"].expanded {
			p.Suggestion = s.Shop + ".myshopify.com"
		}
		r.Add(path+".shop", p)
	}
	if !shopVersion.MatchString(s.APIVersion) {
		r.Add(path+".apiVersion", Problem{
			Message: fmt.Sprintf("%s.apiVersion must be a quarter's first month, such as 2026-07", path), Remedy: "Shopify's versions are of January, April, July and October.",
		})
	}
	validateURL(r, path+".url", s.URL)
}

// validateCredentials goes by what the file has, so that a credential that cannot be read is not told to be missing as well.
func (s *Shopify) validateCredentials(r *Report, path string) {
	token, id, secret := r.given(path+".accessToken"), r.given(path+".clientId"), r.given(path+".clientSecret")
	switch {
	case token && (id || secret):
		r.Add(path, Problem{Message: path + " has an accessToken as well as client credentials", Remedy: "Keep the accessToken, or clientId and clientSecret."})
	case !token && !id && !secret:
		r.Add(path, Problem{
			Message: path + " has no credentials", Remedy: "Give the accessToken of an app, or clientId and clientSecret of an app of the shop's own organization.",
		})
	case !token && !secret:
		r.Add(path, Problem{Message: path + ".clientSecret is missing", Remedy: "The Dev Dashboard shows it beside the client id, under Settings."})
	case !token && !id:
		r.Add(path, Problem{Message: path + ".clientId is missing", Remedy: "The Dev Dashboard shows it beside the client secret, under Settings."})
	case id && strings.TrimSpace(s.ClientID) == "":
		r.Add(path+".clientId", Problem{Message: path + ".clientId is empty", Remedy: "Give it a value."})
	}
}

func (s *Stripe) validate(r *Report, path string) {
	if strings.HasPrefix(s.SecretKey.Reveal(), "pk_") {
		r.Add(path+".secretKey", Problem{Message: path + ".secretKey is a publishable key", Remedy: "Use a restricted key (rk_…) that may read, or the secret key (sk_…)."})
	}
	if s.Account != "" && !stripeAcct.MatchString(s.Account) {
		r.Add(path+".account", Problem{Message: path + ".account must be the id of an account", Remedy: "It begins with acct_."})
	}
	validateURL(r, path+".url", s.URL)
	repeated(r, path+".orderMetadata", s.OrderMetadata)
}

// validate takes http, too: requests are signed then, and the secret is not sent.
func (s *WooCommerce) validate(r *Report, path string) {
	u, err := url.Parse(s.URL)
	if s.URL != "" && (err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.User != nil || u.RawQuery != "" || u.Fragment != "") {
		r.Add(path+".url", Problem{Message: path + ".url must be the shop's http or https address, without user, query or fragment", Remedy: "For example: https://shop.example"})
	}
	for _, part := range []struct {
		field, prefix string
		value         Secret
	}{{"consumerKey", "ck_", s.ConsumerKey}, {"consumerSecret", "cs_", s.ConsumerSecret}} {
		value := part.value.Reveal()
		if value != "" && value != masked && !strings.HasPrefix(value, part.prefix) {
			r.Add(path+"."+part.field, Problem{
				Message: fmt.Sprintf("%s.%s must begin with %s", path, part.field, part.prefix), Remedy: "WooCommerce makes both under Settings, Advanced, REST API.",
			})
		}
	}
}

func (s *Magento) validate(r *Report, path string) {
	validateURL(r, path+".url", s.URL)
	if strings.Contains(s.URL+"/", "/rest/") {
		r.Add(path+".url", Problem{Message: path + ".url must be the shop's own address", Remedy: "Leave /rest and what follows out."})
	}
	if !storeCode.MatchString(s.Store) {
		r.Add(path+".store", Problem{Message: path + ".store must be the code of a store view", Remedy: "The admin shows it under Stores, All Stores; all stands for none."})
	}
	given := 0
	for _, part := range []Secret{s.AccessTokenSecret, s.ConsumerKey, s.ConsumerSecret} {
		if part.Reveal() != "" {
			given++
		}
	}
	if given != 0 && given != 3 {
		r.Add(path, Problem{
			Message: path + " has some of accessTokenSecret, consumerKey and consumerSecret", Remedy: "Give all three to sign requests, or none to send the access token alone.",
		})
	}
}

// validateURL checks an address that replaces a vendor's own. The secret of the account is sent there, so it must be encrypted on its way to other machines.
func validateURL(r *Report, path, text string) {
	if text == "" {
		return
	}
	u, err := url.Parse(text)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https":
		r.Add(path, Problem{Message: path + " must be an http or https address", Remedy: "For example: http://127.0.0.1:9101"})
	case u.User != nil || u.RawQuery != "" || u.Fragment != "":
		r.Add(path, Problem{Message: path + " must be an address without user, query or fragment", Remedy: "For example: http://127.0.0.1:9101"})
	case u.Scheme == "http" && !IsLoopback(u.Hostname()):
		r.Add(path, Problem{Message: path + " must be an https address", Remedy: "Only to this machine itself may the secret of the account go unencrypted."})
	}
}

// IsLoopback says whether a host, without a port, is this machine itself, and reachable from it only.
func IsLoopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.Unmap().IsLoopback()
}

// validateScheme checks that an address is one for the kind of database. Its text is a secret, and so not told.
func (s *SQL) validateScheme(r *Report, path string) {
	match := addressStart.FindStringSubmatch(s.URL.Reveal())
	scheme := ""
	if match != nil {
		scheme = match[1]
	}
	wanted := ""
	switch {
	case s.Kind == KindPostgres && scheme != "" && scheme != "postgres" && scheme != "postgresql":
		wanted = "postgres://user@host:5432/database"
	case s.Kind == KindMySQL && scheme != "":
		wanted = "user:password@tcp(host:3306)/database, without a scheme"
	case s.Kind == KindSQLite && scheme != "" && scheme != "file":
		wanted = "the path of a file"
	}
	if wanted != "" {
		r.Add(path+".url", Problem{Message: fmt.Sprintf("%s.url is not the address of a %s database", path, s.Kind), Remedy: "Write " + wanted + "."})
	}
}
