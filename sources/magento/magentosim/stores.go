package magentosim

import "slices"

// Website is a website of the shop.
type Website struct {
	ID             int
	Code, Name     string
	DefaultGroupID int
}

// Group is a store group: a shop under a website.
type Group struct {
	ID, WebsiteID  int
	Code, Name     string
	RootCategoryID int
	DefaultStoreID int
}

// StoreView is a store view with what its configuration tells.
type StoreView struct {
	ID, WebsiteID, GroupID int
	Code, Name             string
	Inactive               bool
	Locale                 string // "en_US"
	BaseCurrency           string // "USD"
	DisplayCurrency        string // BaseCurrency
	Timezone               string // "America/Los_Angeles"
	WeightUnit             string // "lbs"
	BaseURL                string // "https://magento.example/"
}

// withStores completes the structure of the shop.
func (o Options) withStores() Options {
	if o.Websites == nil {
		o.Websites = []Website{{ID: 1, Code: "base", Name: "Main Website", DefaultGroupID: 1}}
	}
	if o.Groups == nil {
		o.Groups = []Group{{ID: 1, WebsiteID: 1, Code: "main_website_store", Name: "Main Website Store", RootCategoryID: 2, DefaultStoreID: 1}}
	}
	if o.Stores == nil {
		o.Stores = []StoreView{{ID: 1, WebsiteID: 1, GroupID: 1, Code: "default", Name: "Default Store View"}}
	}
	o.Stores = slices.Clone(o.Stores)
	for i := range o.Stores {
		view := &o.Stores[i]
		setDefault(&view.WebsiteID, 1)
		setDefault(&view.GroupID, 1)
		setDefault(&view.Locale, "en_US")
		setDefault(&view.BaseCurrency, "USD")
		setDefault(&view.DisplayCurrency, view.BaseCurrency)
		setDefault(&view.Timezone, "America/Los_Angeles")
		setDefault(&view.WeightUnit, "lbs")
		setDefault(&view.BaseURL, "https://magento.example/")
	}
	return o
}

func (o *Options) storeView(id int) *StoreView {
	for i := range o.Stores {
		if o.Stores[i].ID == id {
			return &o.Stores[i]
		}
	}
	return nil
}

// storeName is the name that orders carry: website, group and view in lines.
func (o *Options) storeName(view *StoreView) string {
	name := ""
	for i := range o.Websites {
		if o.Websites[i].ID == view.WebsiteID {
			name = o.Websites[i].Name
		}
	}
	for i := range o.Groups {
		if o.Groups[i].ID == view.GroupID {
			name += "\n" + o.Groups[i].Name
		}
	}
	return name + "\n" + view.Name
}

// adminID is the id of the website, group and store view behind "all".
const adminID = 0

func answerWebsites(c *call) (any, *apiError) {
	list := []any{object{"id": adminID, "code": "admin", "name": "Admin", "default_group_id": adminID}}
	for _, w := range c.sim.options.Websites {
		list = append(list, object{"id": w.ID, "code": w.Code, "name": w.Name, "default_group_id": w.DefaultGroupID})
	}
	return list, nil
}

func answerGroups(c *call) (any, *apiError) {
	list := []any{object{"id": adminID, "website_id": adminID, "root_category_id": 0, "default_store_id": adminID, "name": "Default", "code": "default"}}
	for _, g := range c.sim.options.Groups {
		list = append(list, object{"id": g.ID, "website_id": g.WebsiteID, "root_category_id": g.RootCategoryID, "default_store_id": g.DefaultStoreID, "name": g.Name, "code": g.Code})
	}
	return list, nil
}

func answerStoreViews(c *call) (any, *apiError) {
	list := []any{object{"id": adminID, "code": "admin", "name": "Admin", "website_id": adminID, "store_group_id": adminID, "is_active": 1}}
	for i := range c.sim.options.Stores {
		view := &c.sim.options.Stores[i]
		list = append(list, object{"id": view.ID, "code": view.Code, "name": view.Name, "website_id": view.WebsiteID, "store_group_id": view.GroupID, "is_active": flag(!view.Inactive)})
	}
	return list, nil
}

// answerStoreConfigs leaves the admin store out, as Magento does.
func answerStoreConfigs(c *call) (any, *apiError) {
	asked := c.query.member("storeCodes").texts()
	list := []any{}
	for i := range c.sim.options.Stores {
		view := &c.sim.options.Stores[i]
		if len(asked) == 0 || slices.Contains(asked, view.Code) {
			list = append(list, view.config())
		}
	}
	return list, nil
}

func (v *StoreView) config() object {
	config := object{
		"id": v.ID, "code": v.Code, "website_id": v.WebsiteID, "locale": v.Locale, "base_currency_code": v.BaseCurrency,
		"default_display_currency_code": v.DisplayCurrency, "timezone": v.Timezone, "weight_unit": v.WeightUnit,
	}
	for name, path := range map[string]string{"base_url": "", "base_link_url": "", "base_static_url": "static/", "base_media_url": "media/"} {
		config[name] = v.BaseURL + path
		config["secure_"+name] = v.BaseURL + path
	}
	return config
}
