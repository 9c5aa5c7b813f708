using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Billing.StripeSimulator.Api;
using Billing.StripeSimulator.Checkout;
using Billing.StripeSimulator.Faults;
using Billing.StripeSimulator.Hosting;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Payments;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Control;

/// <summary>How a test or script pays: what a person would type into the page.</summary>
/// <param name="CardNumber">A test card's number.</param>
/// <param name="ThreeDSecure">The answer to a challenge: <c>complete</c> or <c>fail</c>; null answers none.</param>
/// <param name="BankDebit">Instead of a card, an account from which the debit <c>succeeds</c> or <c>fails</c> days later.</param>
internal sealed record PayRequest(
    [property: JsonPropertyName("card_number")] string? CardNumber,
    [property: JsonPropertyName("three_d_secure")] string? ThreeDSecure,
    [property: JsonPropertyName("bank_debit")] string? BankDebit)
{
    /// <summary>Whether the bank will refuse the debit; null when a card is used.</summary>
    /// <exception cref="StripeApiException">400: neither succeeds nor fails.</exception>
    public bool? DebitFails() => BankDebit switch
    {
        null => null,
        "succeeds" => false,
        "fails" => true,
        _ => throw StripeErrors.Invalid("bank_debit", "bank_debit is succeeds or fails."),
    };

    /// <summary>What to pay an intent with.</summary>
    /// <exception cref="StripeApiException">402: no such test card. 400: no bank debit for the intent's currency.</exception>
    public StripeDocument PaymentMethod(StripeDocument intent, long now)
    {
        var payer = new PayerDetails(intent.Text("receipt_email"));
        return DebitFails() is { } fails
            ? BankDebits.Create(BankDebits.RequiredTypeFor(intent.Text("currency")!), fails, payer, now)
            : PaymentMethods.Create(Card(), payer, now);
    }

    /// <summary>The test card.</summary>
    /// <exception cref="StripeApiException">402: no such test card.</exception>
    public TestCard Card() => TestCard.FindByNumber(CardNumber ?? throw StripeErrors.Missing("card_number")) ?? throw CardErrors.NotATestCard();

    /// <summary>The answer to a challenge.</summary>
    /// <exception cref="StripeApiException">400: neither complete nor fail.</exception>
    public Authentication Authentication() => ThreeDSecure switch
    {
        null => Payments.Authentication.None,
        "complete" => Payments.Authentication.Completed,
        "fail" => Payments.Authentication.Failed,
        _ => throw StripeErrors.Invalid("three_d_secure", "three_d_secure is complete or fail."),
    };
}

/// <summary>
/// /_simulator: what Stripe has no API for, for tests and scripts. Paying as the page does, and looking at events,
/// deliveries and requests. No key is needed.
/// </summary>
internal static class ControlRoutes
{
    private const int DefaultLimit = 1000;

    /// <summary>Maps the routes.</summary>
    public static void Map(WebApplication app)
    {
        app.MapGet("/", OverviewPage.Show);
        EventPage.Map(app);
        var routes = app.MapGroup("/_simulator").AddEndpointFilter(AnswerRefusalsAsync);
        routes.MapGet("/health", () => Results.Json(new { status = "ok" }));
        routes.MapPost("/checkout/{id}/pay", PayCheckout);
        routes.MapPost("/payment_intents/{id}/pay", PayIntent);
        routes.MapGet("/events", ListEvents);
        routes.MapPost("/events/{id}/resend", Resend);
        routes.MapGet("/deliveries", ListDeliveries);
        routes.MapGet("/requests", ListRequests);
        ClockRoutes.Map(routes);
        FaultRoutes.Map(app, routes);
        MoneyRoutes.Map(routes);
    }

    private static IResult PayCheckout(string id, PayRequest request, UnitOfWorkRunner runner) => Json(runner.Run(null, work =>
    {
        var session = work.Find("checkout.session", id) ?? throw StripeErrors.NoSuchObject("checkout.session", id);
        var intent = request.DebitFails() is { } fails
            ? CheckoutPayment.PayByDebit(work, session, fails, new PayerDetails())
            : CheckoutPayment.Pay(work, session, request.Card(), new PayerDetails(), request.Authentication());
        return intent is { Status: "requires_action" } ? throw CardErrors.AuthenticationRequired(intent) : session.Json;
    }));

    private static IResult PayIntent(string id, PayRequest request, UnitOfWorkRunner runner) => Json(runner.Run(null, work =>
    {
        var intent = work.Find("payment_intent", id) ?? throw StripeErrors.NoSuchObject("payment_intent", id);
        IntentPayments.EnsurePayable(intent);
        var paymentMethod = request.PaymentMethod(intent, work.Now);
        work.Save(paymentMethod);
        IntentPayments.Attempt(work, intent, paymentMethod, request.Authentication());
        return intent.Status == "requires_action" ? throw CardErrors.AuthenticationRequired(intent) : intent.Json;
    }));

    private static IResult ListEvents(string? type, int? limit, UnitOfWorkRunner runner) => Json(runner.Run(null, work =>
    {
        var query = new DocumentQuery("event") { Limit = limit ?? DefaultLimit }.Where("type", type);
        var (events, hasMore) = work.Store.Documents.List(query);
        return ListPage.List(events.Select(stored => EventsApi.Show(work, stored)), "/_simulator/events", hasMore);
    }));

    private static IResult Resend(string id, string? fault, UnitOfWorkRunner runner, FaultInjector faults) => Json(runner.Run(null, work =>
    {
        if (fault is "duplicate" or "forge")
        {
            faults.Force(id, fault);
        }

        var stored = work.Find("event", id) ?? throw StripeErrors.NoSuchObject("event", id);
        work.Resend(stored);
        return EventsApi.Show(work, stored);
    }));

    private static IResult ListDeliveries(string? @event, int? limit, SimulatorStore store) => store.Run(() => Results.Json(new
    {
        pending = store.Deliveries.Pending(),
        data = store.Deliveries.Attempts(@event, limit ?? DefaultLimit).Select(attempt => new
        {
            @event = attempt.EventId,
            endpoint = attempt.EndpointId,
            attempt = attempt.Attempt,
            status_code = attempt.StatusCode,
            error = attempt.Error,
            at = attempt.At,
        }),
    }));

    private static IResult ListRequests(string? id, RequestLog log) => Results.Json(new
    {
        total = log.Total,
        data = log.Latest.Where(request => id is null || request.Id == id),
    });

    private static IResult Json(JsonObject body) => Results.Text(StripeJson.Pretty(body), "application/json");

    private static async ValueTask<object?> AnswerRefusalsAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (StripeApiException refusal)
        {
            var address = context.HttpContext.RequestServices.GetRequiredService<SimulatorAddress>();
            var body = refusal.ToBody(address.Base, StripeId.New("req", 14));
            return Results.Text(StripeJson.Pretty(body), "application/json", statusCode: refusal.Status);
        }
    }
}
