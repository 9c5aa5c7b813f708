using System.Net;
using System.Text.Json.Nodes;
using Billing.StripeSimulator.Checkout;
using Billing.StripeSimulator.Hosting;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Payments;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.StripeJs;

/// <summary>/v3: what browsers load in place of Stripe.js, the frame in which the card is typed, and the call that this frame makes.</summary>
internal static class StripeJsRoutes
{
    /// <summary>Pages of this machine may hold the frame, no others.</summary>
    private const string FramePolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; "
        + "frame-ancestors http://127.0.0.1:* http://localhost:*";

    /// <summary>Maps the routes.</summary>
    public static void Map(WebApplication app)
    {
        app.MapGet("/v3/", () => File("stripe.js", "text/javascript"));
        app.MapGet("/v3/elements/payment", ShowFrame);
        app.MapGet("/v3/elements/payment.js", () => File("payment-element.js", "text/javascript"));
        app.MapGet("/v3/elements/payment.css", () => File("payment-element.css", "text/css"));
        app.MapPost("/v3/payment_intents/{id}/confirm", ConfirmAsync);
    }

    private static IResult File(string name, string type) => Results.Text(PageTemplate.Text(name), type + "; charset=utf-8");

    private static IResult ShowFrame(HttpContext context)
    {
        context.Response.Headers.ContentSecurityPolicy = FramePolicy;
        var cards = Html.Join(TestCard.All.Select(card => new Html(
            $"<button type=\"button\" data-number=\"{card.Number}\">{WebUtility.HtmlEncode(card.Label)}</button>")));
        return Results.Text(PageTemplate.Render("payment-element.html", ("cards", cards)).Text, "text/html; charset=utf-8");
    }

    /// <summary>Pays with what was typed. Whoever has the client secret may: it was given to the payer's browser.</summary>
    private static async Task<IResult> ConfirmAsync(string id, HttpRequest request, UnitOfWorkRunner runner, SimulatorAddress address)
    {
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        try
        {
            return Results.Json(runner.Run(null, work => Confirm(work, id, form)));
        }
        catch (StripeApiException refusal)
        {
            return Results.Json(refusal.ToBody(address.Base, StripeId.New("req", 14)), statusCode: refusal.Status);
        }
    }

    private static JsonObject Confirm(UnitOfWork work, string id, IFormCollection form)
    {
        if (work.Find("payment_intent", id) is not { } intent || intent.Text("client_secret") != form["client_secret"].ToString())
        {
            throw StripeErrors.NoSuchObject("payment_intent", id);
        }

        var paymentMethod = form["bank_debit"].ToString() is { Length: > 0 } debit
            ? BankDebits.Create(BankDebits.RequiredTypeFor(intent.Text("currency")!), debit == "fails", new PayerDetails(), work.Now)
            : PaymentMethods.Create(CardForm.Read(form, work.Now), new PayerDetails(Expiry: CardForm.ReadExpiry(form)), work.Now);
        work.Save(paymentMethod);
        var returnUrl = form["return_url"].ToString();
        IntentPayments.Attempt(work, intent, paymentMethod, Authentication.None, returnUrl.Length == 0 ? null : returnUrl);
        return Shown(intent);
    }

    /// <summary>What a publishable key sees of an intent.</summary>
    private static JsonObject Shown(StripeDocument intent)
    {
        string[] members =
            ["id", "object", "amount", "client_secret", "created", "currency", "description", "last_payment_error", "livemode", "next_action", "status"];
        return new JsonObject(members.Select(name => KeyValuePair.Create(name, intent.Json[name]?.DeepClone())));
    }
}
