using System.Text.Json.Nodes;
using Billing.IntegrationTests.Simulator;
using Microsoft.EntityFrameworkCore;

namespace Billing.IntegrationTests.Scenarios;

/// <summary>Mails tell of what happened, and of each thing once.</summary>
internal static class EmailChecks
{
    public static async Task CheckAsync(Life life)
    {
        var mails = await life.World.App.WithDbAsync(db => db.EmailMessages.AsNoTracking()
            .Where(m => m.UserId == life.User.Id).Select(m => new { m.Kind, m.SubjectId }).ToListAsync());
        List<JsonObject> charges = await life.AtStripeAsync("charges");
        HashSet<string> paid = [.. charges.Where(c => c.Text("status") == "succeeded").Select(c => c.Text("payment_intent"))];
        HashSet<string> refunds = [];
        foreach (JsonObject charge in charges)
        {
            refunds.UnionWith((await life.World.Stripe.GetAsync("/v1/refunds", ("charge", charge.Text("id")), ("limit", "100"))).Data().Select(r => r.Text("id")));
        }

        HashSet<string> ended = [.. (await life.AtStripeAsync("subscriptions", ("status", "all"))).Select(s => s.Text("id"))];
        Only("receipt", paid);
        Only("refunded", refunds);
        AtMost("welcome", 1);
        AtMost("receipt", paid.Count);
        AtMost("payment_failed", charges.Count(c => c.Text("status") == "failed"));

        void Only(string kind, HashSet<string> subjects)
        {
            string[] others = [.. mails.Where(m => m.Kind == kind && !subjects.Contains(m.SubjectId)).Select(m => m.SubjectId)];
            if (others.Length > 0)
            {
                throw new LifeException($"A mail {kind} tells of {string.Join(", ", others)}, which did not happen.");
            }
        }

        void AtMost(string kind, int causes)
        {
            int written = mails.Count(m => m.Kind == kind);
            if (written > causes)
            {
                throw new LifeException($"{written} mails {kind} for {causes} causes: {string.Join(", ", mails.Where(m => m.Kind == kind).Select(m => m.SubjectId))}");
            }
        }
    }
}
