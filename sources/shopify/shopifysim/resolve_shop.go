package shopifysim

import (
	"time"
)

func shopResolvers() map[string]resolver {
	return map[string]resolver{
		"QueryRoot.shop":                   get(func(c *call, _ *root) any { return &c.store.shop }),
		"QueryRoot.publicApiVersions":      get(func(c *call, _ *root) any { return c.sim.versions() }),
		"QueryRoot.currentAppInstallation": get(installation),
		"Shop.myshopifyDomain":             get(func(c *call, _ *Shop) any { return c.sim.domain }),
		"Shop.primaryDomain": get(func(c *call, s *Shop) any {
			return &domain{ID: gidOf("Domain", legacyID(s.ID)), Host: c.sim.domain, URL: s.URL, SSLEnabled: true}
		}),
		"Shop.plan": get(func(_ *call, s *Shop) any {
			return &shopPlan{PublicDisplayName: s.PlanName, DisplayName: s.PlanName, ShopifyPlus: s.ShopifyPlus, PartnerDevelopment: s.PartnerDevelopment}
		}),
		"Shop.timezoneOffset":        get(func(c *call, s *Shop) any { return zoneFormat(c.now, s, "-0700") }),
		"Shop.timezoneAbbreviation":  get(func(c *call, s *Shop) any { return zoneFormat(c.now, s, "MST") }),
		"Shop.timezoneOffsetMinutes": get(func(c *call, s *Shop) any { return zoneMinutes(c.now, s) }),
		"Shop.setupRequired":         get(func(_ *call, _ *Shop) any { return false }),
		"Shop.checkoutApiSupported":  get(func(_ *call, _ *Shop) any { return true }),
	}
}

func zoneFormat(now time.Time, s *Shop, layout string) string {
	return now.In(s.location()).Format(layout)
}

func zoneMinutes(now time.Time, s *Shop) int {
	_, seconds := now.In(s.location()).Zone()
	return seconds / 60
}

// installation tells which scopes the app has.
func installation(c *call, _ *root) any {
	return &appInstallation{
		ID:           gidOf("AppInstallation", 1),
		App:          App{ID: gidOf("App", 1), Title: "Simulated app"},
		LaunchURL:    "https://" + c.sim.domain + "/admin/apps/1",
		AccessScopes: c.sim.scopes(),
	}
}
