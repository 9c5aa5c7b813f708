using Billing.StripeSimulator.Checkout;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Payments;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Storage;
using static Billing.StripeSimulator.Checkout.PageResults;

namespace Billing.StripeSimulator.Portal;

/// <summary>The billing portal (/p/session/…), where a customer sees invoices, changes the card, cancels and takes that back.</summary>
internal static class PortalPages
{
    private const int MaxComment = 500;

    /// <summary>Maps the pages and their forms.</summary>
    public static void Map(WebApplication app)
    {
        var pages = app.MapGroup("/p/session/{token}");
        pages.MapGet("", (string token, string? done, UnitOfWorkRunner runner) => Visit(token, runner, visit => Enter(visit, done)));
        pages.MapGet("/card", (string token, string? subscription, UnitOfWorkRunner runner) =>
            Visit(token, runner, visit => ShowCardForm(visit, subscription)));
        pages.MapPost("/card", AddCardAsync);
        pages.MapGet("/cards/{id}", (string token, string id, UnitOfWorkRunner runner) => Visit(token, runner, visit => ShowChallenge(visit, id)));
        pages.MapPost("/cards/{id}", AnswerChallengeAsync);
        pages.MapPost("/payment-methods/{id}/default", (string token, string id, UnitOfWorkRunner runner) =>
            ChangeCard(token, id, runner, (visit, card) => PortalActions.MakeDefault(visit.Work, visit.Customer, card), "default"));
        pages.MapPost("/payment-methods/{id}/remove", (string token, string id, UnitOfWorkRunner runner) =>
            ChangeCard(token, id, runner, (visit, card) => CustomerCards.Detach(visit.Work, card), "removed"));
        pages.MapPost("/subscriptions/{id}/card", UseCardAsync);
        pages.MapGet("/subscriptions/{id}/cancel", (string token, string id, UnitOfWorkRunner runner) =>
            Visit(token, runner, visit => ShowCancellation(visit, id)));
        pages.MapPost("/subscriptions/{id}/cancel", CancelAsync);
        pages.MapPost("/subscriptions/{id}/keep", (string token, string id, UnitOfWorkRunner runner) =>
            Change(token, id, runner, (visit, subscription) => PortalActions.Keep(visit.Work, subscription), "kept"));
    }

    private static IResult Visit(string token, UnitOfWorkRunner runner, Func<PortalVisit, IResult> show) =>
        runner.Run(null, work => PortalVisit.Open(work, token) is { } visit ? show(visit) : Over());

    private static IResult Over() => Notice(
        "This link has expired", "Go back to where you came from and open the billing page again.", status: StatusCodes.Status404NotFound);

    /// <summary>A session that is for one thing only opens with it, until it is done.</summary>
    private static IResult Enter(PortalVisit visit, string? done) => PortalSessions.FlowType(visit.Session) switch
    {
        "payment_method_update" when done is null => ShowCardForm(visit, subscription: null),
        "subscription_cancel" when done is null => ShowCancellation(
            visit, visit.Session.Json["flow"]!["subscription_cancel"]!["subscription"]!.GetValue<string>()),
        _ => PortalHome.Render(visit, done),
    };

    private static IResult ShowCardForm(PortalVisit visit, string? subscription) => visit.Allows("payment_method_update")
        ? PortalForms.Card(visit, visit.Subscription(subscription), error: null, new PayerDetails())
        : Refused();

    private static IResult ShowCancellation(PortalVisit visit, string id) =>
        visit.Allows("subscription_cancel") && visit.Subscription(id) is { } subscription && subscription.Number("cancel_at") is null
            ? PortalForms.Cancellation(visit, subscription)
            : Refused();

    private static IResult Refused() => Notice(
        "Not available", "This is not available for your account.", status: StatusCodes.Status404NotFound);

    private static async Task<IResult> AddCardAsync(string token, HttpRequest request, UnitOfWorkRunner runner)
    {
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        var payer = new PayerDetails(Name: Filled(form["name"]), Expiry: CardForm.ReadExpiry(form));
        var id = Filled(form["subscription"]);
        try
        {
            return Visit(token, runner, visit =>
            {
                if (!visit.Allows("payment_method_update"))
                {
                    return Refused();
                }

                return CardSetup.Begin(visit, visit.Subscription(id), CardForm.Read(form, visit.Work.Now), payer) is { } challenged
                    ? SeeOther($"{visit.Path}/cards/{challenged.Id}")
                    : Completed(visit, "card");
            });
        }
        catch (StripeApiException refusal)
        {
            return Visit(token, runner, visit => PortalForms.Card(visit, visit.Subscription(id), refusal.Message, payer));
        }
    }

    private static IResult ShowChallenge(PortalVisit visit, string id) => CardSetup.FindChallenged(visit, id) is null
        ? Refused()
        : ChallengePage.Render("Confirm your card", $"Save this card with {visit.Merchant}?");

    private static async Task<IResult> AnswerChallengeAsync(string token, string id, HttpRequest request, UnitOfWorkRunner runner)
    {
        var isConfirmed = ChallengePage.IsConfirmed(await request.ReadFormAsync(request.HttpContext.RequestAborted));
        return Visit(token, runner, visit =>
        {
            if (CardSetup.FindChallenged(visit, id) is not { } intent)
            {
                return Refused();
            }

            var subscription = CardSetup.Answer(visit, intent, isConfirmed);
            return isConfirmed
                ? Completed(visit, "card")
                : PortalForms.Card(visit, subscription, intent.Json["last_setup_error"]!["message"]!.GetValue<string>(), new PayerDetails());
        });
    }

    private static IResult ChangeCard(
        string token, string id, UnitOfWorkRunner runner, Action<PortalVisit, StripeDocument> change, string done) =>
        Visit(token, runner, visit =>
        {
            if (!visit.Allows("payment_method_update") || visit.PaymentMethod(id) is not { } card)
            {
                return Refused();
            }

            change(visit, card);
            return SeeOther($"{visit.Path}?done={done}");
        });

    private static async Task<IResult> UseCardAsync(string token, string id, HttpRequest request, UnitOfWorkRunner runner)
    {
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        return Visit(token, runner, visit =>
        {
            if (visit.Subscription(id) is not { } subscription || visit.PaymentMethod(form["payment_method"].ToString()) is not { } card)
            {
                return Refused();
            }

            PortalActions.ChargeTo(visit.Work, subscription, card);
            return Completed(visit, "card");
        });
    }

    private static async Task<IResult> CancelAsync(string token, string id, HttpRequest request, UnitOfWorkRunner runner)
    {
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        var comment = Filled(form["comment"]);
        return Visit(token, runner, visit =>
        {
            if (!visit.Allows("subscription_cancel") || visit.Subscription(id) is not { } subscription)
            {
                return Refused();
            }

            var settings = visit.Configuration.Json["features"]!["subscription_cancel"]!;
            var feedback = CancellationFeedback.Find(Filled(form["feedback"]));
            PortalActions.Cancel(
                visit.Work,
                subscription,
                settings["mode"]!.GetValue<string>() == "immediately",
                feedback,
                comment?[..Math.Min(comment.Length, MaxComment)]);
            return Completed(visit, "canceled");
        });
    }

    private static IResult Change(string token, string id, UnitOfWorkRunner runner, Action<PortalVisit, StripeDocument> change, string done) =>
        Visit(token, runner, visit =>
        {
            if (visit.Subscription(id) is not { } subscription)
            {
                return Refused();
            }

            change(visit, subscription);
            return SeeOther($"{visit.Path}?done={done}");
        });

    /// <summary>Where a session leads that was for one thing only, once that is done; the others go on with the first page.</summary>
    private static IResult Completed(PortalVisit visit, string done)
    {
        var completion = visit.Session.Json["flow"]?["after_completion"];
        return completion?["type"]?.GetValue<string>() switch
        {
            "redirect" => SeeOther(completion["redirect"]!["return_url"]!.GetValue<string>()),
            "hosted_confirmation" => Notice(
                "Done",
                completion["hosted_confirmation"]!["custom_message"]?.GetValue<string>() ?? PortalHome.Saying(done)!,
                "Return to " + visit.Merchant,
                visit.Session.Text("return_url")),
            _ => SeeOther($"{visit.Path}?done={done}"),
        };
    }
}
