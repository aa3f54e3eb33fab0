package stripesim

func (a Account) render() object {
	return object{
		"id": a.ID, "object": "account", "business_profile": object{
			"annual_revenue": nil, "estimated_worker_count": nil, "mcc": nil, "minority_owned_business_designation": nil,
			"name": orNull(a.BusinessName), "support_address": nil, "support_email": nil, "support_phone": nil,
			"support_url": nil, "url": nil,
		},
		"business_type": "company", "charges_enabled": true, "country": a.Country, "created": a.Created.Unix(),
		"default_currency": a.DefaultCurrency, "details_submitted": true, "email": orNull(a.Email),
		"metadata": object{}, "payouts_enabled": true, "type": "standard",
	}
}
