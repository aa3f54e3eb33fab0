package shopify

import (
	"slices"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

// commentEvent is the one of the events' types that is read.
const commentEvent = "CommentEvent"

// onlyComments asks for comments. What else happened comes with them: the search
// knows how to leave comments out, and not how to leave out all but them. Events
// are kept for a year.
const onlyComments = `, query: "comments:true"`

// eventSelection leaves the author out: few apps may see staff members, and the
// field is promised, so that who may not would lose the order with it.
func eventSelection() fields {
	return selection(scalars("__typename"), on(commentEvent, scalars("rawMessage createdAt appTitle attributeToApp")))
}

func holdSelection() fields {
	return list("fulfillmentHolds", 1, scalars("reason reasonNotes"))
}

func riskSelection() fields {
	return selection(scalars("recommendation"),
		list("assessments", 2, selection(scalars("riskLevel"), object("provider", scalars("title")), list("facts", 3, scalars("description sentiment")))))
}

// heldFor reads why parts of an order are not worked on.
func (r *reader) heldFor(w *orderWire) []commerce.Hold {
	var out []commerce.Hold
	for f := range nodes(r, w.WorkOrders, "fulfillmentOrders") {
		for h := range elements(r, f.Holds, "fulfillmentOrders.fulfillmentHolds") {
			out = append(out, commerce.Hold{Reason: holdReasons.promised(r, "fulfillmentHolds.reason", h.Reason), Note: optional(h.Notes)})
		}
	}
	return out
}

func (r *reader) risk(w *orderWire) *commerce.OrderRisk {
	if !w.Risk.OK {
		r.fail("risk")
		return nil
	}
	out := &commerce.OrderRisk{Recommendation: riskAdvice.promised(r, "risk.recommendation", w.Risk.Value.Recommendation)}
	for a := range elements(r, w.Risk.Value.Assessments, "risk.assessments") {
		assessment := commerce.RiskAssessment{Level: riskLevels.promised(r, "risk.assessments.riskLevel", a.Level)}
		if a.Provider.OK {
			assessment.Provider = commerce.Text(need(r, a.Provider.Value.Title, "risk.assessments.provider.title"))
		}
		for f := range elements(r, a.Facts, "risk.assessments.facts") {
			assessment.Facts = append(assessment.Facts, commerce.RiskFact{
				Description: need(r, f.Description, "risk.assessments.facts.description"),
				Sentiment:   riskSentiments.promised(r, "risk.assessments.facts.sentiment", f.Sentiment),
			})
		}
		out.Assessments = append(out.Assessments, assessment)
	}
	return out
}

// comments reads what was written on a history, oldest first. Shopify shows
// these to staff alone. Who wrote is known of apps only.
func (r *reader) comments(w jsonx.Opt[connection[eventWire]]) []commerce.OrderComment {
	var out []commerce.OrderComment
	for e := range nodes(r, w, "events") {
		if need(r, e.Type, "events") != commentEvent {
			continue
		}
		c := commerce.OrderComment{
			Message:         need(r, e.Message, "events.rawMessage"),
			CreatedAt:       r.instant(e.CreatedAt, "events.createdAt"),
			CustomerVisible: new(bool),
		}
		if need(r, e.ByApp, "events.attributeToApp") {
			c.Author = optional(e.App)
		}
		out = append(out, c)
	}
	slices.SortStableFunc(out, func(a, b commerce.OrderComment) int { return a.CreatedAt.Compare(b.CreatedAt) })
	return out
}
