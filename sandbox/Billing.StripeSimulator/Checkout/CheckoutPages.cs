using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Payments;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Storage;
using Microsoft.AspNetCore.WebUtilities;
using static Billing.StripeSimulator.Checkout.PageResults;

namespace Billing.StripeSimulator.Checkout;

/// <summary>The hosted checkout page (/c/pay/…) and the 3-D Secure challenge (/c/3ds/…).</summary>
internal static class CheckoutPages
{
    /// <summary>Maps the pages and what they load.</summary>
    public static void Map(WebApplication app)
    {
        app.MapGet("/c/assets/simulator.css", () => Results.Text(PageTemplate.Text("simulator.css"), "text/css; charset=utf-8"));
        app.MapGet("/c/assets/checkout.js", () => Results.Text(PageTemplate.Text("checkout.js"), "text/javascript; charset=utf-8"));
        app.MapGet("/c/pay/{id}", Show);
        app.MapPost("/c/pay/{id}", PayAsync);
        app.MapPost("/c/pay/{id}/promotion_code", EnterCodeAsync);
        app.MapGet("/c/3ds/{id}", ShowChallenge);
        app.MapPost("/c/3ds/{id}", AnswerChallengeAsync);
    }

    private static IResult Show(string id, UnitOfWorkRunner runner) => runner.Run(null, work => PageOf(work, id, error: null, new PayerDetails()));

    private static async Task<IResult> PayAsync(string id, HttpRequest request, UnitOfWorkRunner runner)
    {
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        var payer = new PayerDetails(Filled(form["email"]), Filled(form["name"]), CardForm.ReadExpiry(form));
        return Attempt(id, payer, runner, work =>
        {
            var session = work.Referenced("checkout.session", id);
            if (!CheckoutSessions.NeedsCard(session))
            {
                CheckoutPayment.CompleteWithoutCard(work, session, payer);
                return SuccessUrl(session);
            }

            var intent = form.ContainsKey("bank_debit")
                ? CheckoutPayment.PayByDebit(work, session, form["bank_debit"] == "fails", payer)
                : CheckoutPayment.Pay(work, session, CardForm.Read(form, work.Now), payer, Authentication.None);
            return intent is { Status: "requires_action" } ? $"/c/3ds/{intent.Id}" : SuccessUrl(session);
        });
    }

    private static async Task<IResult> EnterCodeAsync(string id, HttpRequest request, UnitOfWorkRunner runner)
    {
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        return Attempt(id, new PayerDetails(), runner, work =>
        {
            CheckoutDiscounts.Enter(work, work.Referenced("checkout.session", id), form["code"].ToString());
            return $"/c/pay/{id}";
        });
    }

    private static IResult ShowChallenge(string id, UnitOfWorkRunner runner) => runner.Run(null, work =>
        work.Find("payment_intent", id) is { Status: "requires_action" } intent
            ? ChallengePage.Render("Confirm your payment", $"Pay {Shown.Amount(intent)} to {work.Options.AccountName}?")
            : Notice("Nothing to confirm", "This payment does not wait for a confirmation.", null, null, StatusCodes.Status404NotFound));

    private static async Task<IResult> AnswerChallengeAsync(string id, HttpRequest request, UnitOfWorkRunner runner)
    {
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        var answer = ChallengePage.IsConfirmed(form) ? Authentication.Completed : Authentication.Failed;
        var sessionId = runner.Run(null, work =>
            work.Find("payment_intent", id)?.Hidden[CheckoutPayment.SessionOfIntent]?.GetValue<string>());
        return sessionId is null
            ? AnswerOutsideCheckout(id, answer, runner)
            : Attempt(sessionId, new PayerDetails(), runner, work =>
            {
                var session = work.Referenced("checkout.session", sessionId);
                CheckoutPayment.Authenticate(work, session, work.Referenced("payment_intent", id), answer);
                return SuccessUrl(session);
            });
    }

    /// <summary>A challenge of an intent that was confirmed by API: the way back is the return_url of that call.</summary>
    private static IResult AnswerOutsideCheckout(string id, Authentication answer, UnitOfWorkRunner runner)
    {
        string? returnUrl = null;
        try
        {
            runner.Run(null, work =>
            {
                var intent = work.Find("payment_intent", id) ?? throw StripeErrors.NoSuchObject("payment_intent", id);
                returnUrl = intent.Json["next_action"]?["redirect_to_url"]?["return_url"]?.GetValue<string>();
                IntentPayments.Attempt(work, intent, IntentPayments.ChallengedPaymentMethod(work, intent), answer);
            });
        }
        catch (StripeApiException failure)
        {
            return returnUrl is null
                ? Notice("Payment not confirmed", failure.Message, null, null, failure.Status)
                : SeeOther(WithResult(returnUrl, id, runner));
        }

        return returnUrl is null
            ? Notice("Payment confirmed", "You can close this page.", null, null, StatusCodes.Status200OK)
            : SeeOther(WithResult(returnUrl, id, runner));
    }

    /// <summary>The way back tells what it is about, as Stripe's does.</summary>
    private static string WithResult(string returnUrl, string id, UnitOfWorkRunner runner) => runner.Run(null, work =>
    {
        var intent = work.Referenced("payment_intent", id);
        return QueryHelpers.AddQueryString(returnUrl, new Dictionary<string, string?>
        {
            ["payment_intent"] = id,
            ["payment_intent_client_secret"] = intent.Text("client_secret"),
            ["redirect_status"] = intent.Status == "succeeded" ? "succeeded" : "failed",
        });
    });

    /// <summary>Does what may pay a session: on success the browser goes on, on refusal the page says why.</summary>
    private static IResult Attempt(string sessionId, PayerDetails payer, UnitOfWorkRunner runner, Func<UnitOfWork, string> pay)
    {
        if (runner.Run(null, work => work.Find("checkout.session", sessionId)) is null)
        {
            return Unknown();
        }

        try
        {
            return SeeOther(runner.Run(null, pay));
        }
        catch (StripeApiException refusal)
        {
            return runner.Run(null, work => PageOf(work, sessionId, refusal.Message, payer));
        }
    }

    private static IResult PageOf(UnitOfWork work, string id, string? error, PayerDetails payer)
    {
        if (work.Find("checkout.session", id) is not { } session)
        {
            return Unknown();
        }

        var isOver = session.Number("expires_at") <= work.Now;
        return session.Status switch
        {
            "complete" => Notice(
                "You have already paid", "This checkout is complete. There is nothing more to do.", "Continue", SuccessUrl(session), 200),
            "open" when !isOver => CheckoutForm.Render(work, session, error, payer),
            _ => Notice(
                "This checkout has expired", "Nothing was charged. Go back and start again.", "Go back", CancelUrl(session), 200),
        };
    }

    private static IResult Unknown() => Notice(
        "Checkout not found", "There is no such checkout session in this simulator.", null, null, StatusCodes.Status404NotFound);

    private static string SuccessUrl(StripeDocument session) => CheckoutSessions.FillIn(session, session.Text("success_url")!);

    private static string? CancelUrl(StripeDocument session) =>
        session.Text("cancel_url") is { } url ? CheckoutSessions.FillIn(session, url) : null;
}
