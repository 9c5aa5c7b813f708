using Billing.StripeSimulator.Checkout;
using Billing.StripeSimulator.Control;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Storage;
using static Billing.StripeSimulator.Checkout.PageResults;

namespace Billing.StripeSimulator.Dashboard;

/// <summary>/dashboard: lists of objects, and each object with what can be done to it.</summary>
internal static class DashboardRoutes
{
    /// <summary>Maps the pages and their forms.</summary>
    public static void Map(WebApplication app)
    {
        ClockPage.Map(app);
        app.MapGet("/dashboard", () => SeeOther("/dashboard/payments"));
        app.MapGet("/dashboard/{list}", (string list, string? after, UnitOfWorkRunner runner) => runner.Run(
            null, work => RecordLists.Render(work, list, after) ?? Unknown()));
        app.MapGet("/dashboard/objects/{id}", (string id, string? done, UnitOfWorkRunner runner) => runner.Run(null, work =>
            work.FindAny(id) is { } document ? ObjectPage.Render(work, document, error: null, done is not null) : Unknown()));
        app.MapPost("/dashboard/objects/{id}/{action}", ActAsync);
    }

    /// <summary>Only from these pages: any page of the web could post to this machine.</summary>
    private static async Task<IResult> ActAsync(string id, string action, HttpRequest request, UnitOfWorkRunner runner)
    {
        if (EventPage.IsCrossSite(request))
        {
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        try
        {
            return runner.Run(null, work => Act(work, id, action, form));
        }
        catch (StripeApiException refusal)
        {
            return runner.Run(null, work => ObjectPage.Render(work, work.FindAny(id)!, refusal.Message, isDone: false));
        }
    }

    private static IResult Act(UnitOfWork work, string id, string name, IFormCollection form)
    {
        if (work.FindAny(id) is not { } document)
        {
            return Unknown();
        }

        var action = ObjectActions.Of(work, document).FirstOrDefault(known => known.Name == name)
            ?? throw StripeErrors.Refused("This cannot be done any more: the object has changed.");
        action.Run(work, form);
        return SeeOther($"/dashboard/objects/{id}?done=1");
    }

    private static IResult Unknown() => DashboardPage.Render(
        "", "Not found", PageTemplate.Render("dashboard-unknown.html"), StatusCodes.Status404NotFound);
}
