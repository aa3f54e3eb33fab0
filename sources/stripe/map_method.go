package stripe

import "github.com/galleria-graph/galleria/commerce"

// methodWords maps Stripe's types of payment methods. All but the cards are
// products of their own, for which the kind says less than the word.
var methodWords = func() commerce.Words[commerce.PaymentMethodKind] {
	words := commerce.Words[commerce.PaymentMethodKind]{}
	for kind, types := range map[commerce.PaymentMethodKind][]string{
		commerce.PaymentMethodKindCard: {"card", "card_present", "interac_present", "kr_card"},
		commerce.PaymentMethodKindWallet: {
			"alipay", "amazon_pay", "cashapp", "grabpay", "kakao_pay", "link", "mb_way", "mobilepay", "naver_pay", "payco",
			"paypal", "revolut_pay", "samsung_pay", "satispay", "twint", "wechat", "wechat_pay",
		},
		commerce.PaymentMethodKindBankTransfer: {
			"ach_credit_transfer", "bancontact", "bizum", "blik", "customer_balance", "eps", "fpx", "giropay", "ideal", "p24",
			"pay_by_bank", "paynow", "payto", "pix", "promptpay", "sofort", "swish", "upi",
		},
		commerce.PaymentMethodKindDirectDebit: {
			"ach_debit", "acss_debit", "au_becs_debit", "bacs_debit", "nz_bank_account", "sepa_debit", "us_bank_account",
		},
		commerce.PaymentMethodKindPayLater: {
			"affirm", "afterpay_clearpay", "alma", "billie", "klarna", "scalapay", "sunbit", "zip",
		},
		commerce.PaymentMethodKindVoucher: {"boleto", "konbini", "multibanco", "oxxo"},
	} {
		for _, typ := range types {
			words[typ] = kind
		}
	}
	return words
}()

// method returns what was paid with; nil before a charge.
func (c *charge) method() *commerce.PaymentMethod {
	if c == nil || c.PaymentMethodDetails.Type == "" {
		return nil
	}
	d := &c.PaymentMethodDetails
	kind := methodWords.State("payment_method_details.type", d.Type)
	if kind.Mapping == commerce.MappingExact && d.Type != "card" {
		kind.Mapping = commerce.MappingLossy
	}
	return &commerce.PaymentMethod{
		Kind: kind, Brand: commerce.Text(d.Brand), LastFour: lastFour(d.LastFour), Wallet: commerce.Text(d.Wallet),
	}
}

// lastFour passes four letters or digits and nothing longer, whatever was sent.
func lastFour(s string) commerce.Text {
	const shown = 4
	if len(s) > shown || !plain(s) {
		return ""
	}
	return commerce.Text(s)
}
