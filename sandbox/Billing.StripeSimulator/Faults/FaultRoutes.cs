using System.Globalization;
using System.Text.Json;
using Billing.StripeSimulator.Checkout;
using Billing.StripeSimulator.Control;
using Billing.StripeSimulator.Protocol;

namespace Billing.StripeSimulator.Faults;

/// <summary>The faults by HTTP (/_simulator/faults) and by the form on the first page.</summary>
internal static class FaultRoutes
{
    private static readonly (string Name, string Label)[] Rates =
    [
        ("duplicate", "Deliver twice"), ("reorder", "Deliver later ones first"), ("drop", "Do not deliver"), ("forge", "Send a forged one first"),
        ("error_429", "API: too many calls (429)"), ("error_500", "API: failure (500)"), ("timeout", "API: no answer"),
        ("reset_before", "API: connection breaks, nothing done"), ("reset_after", "API: connection breaks after it was done"),
    ];

    /// <summary>Maps the routes.</summary>
    public static void Map(WebApplication app, RouteGroupBuilder control)
    {
        control.MapGet("/faults", (FaultInjector faults) => Results.Json(faults.Plan));
        control.MapPut("/faults", Set);
        control.MapDelete("/faults", (FaultInjector faults) =>
        {
            faults.Set(new FaultPlan());
            return Results.Json(faults.Plan);
        });
        app.MapPost("/faults", Submit);
    }

    /// <summary>The form with the rates as they are.</summary>
    public static Html Form(FaultPlan plan) => PageTemplate.Render(
        "faults.html",
        ("state", plan.IsActive ? "Faults are on." : "Everything works as it should."),
        ("tone", plan.IsActive ? "bad" : ""),
        ("seed", plan.Seed),
        ("delay", plan.DelayMs),
        ("rates", Html.Join(Rates.Select(rate => PageTemplate.Render(
            "fault-rate.html",
            ("name", rate.Name),
            ("label", rate.Label),
            ("value", (100 * ValueOf(plan, rate.Name)).ToString("0.##", CultureInfo.InvariantCulture)))))));

    private static async Task<IResult> Set(HttpRequest request, FaultInjector faults)
    {
        FaultPlan? plan;
        try
        {
            plan = await request.ReadFromJsonAsync<FaultPlan>();
        }
        catch (JsonException e)
        {
            throw StripeErrors.Invalid(e.Path ?? "body", "The body is an object of numbers; GET shows its form.");
        }

        return Accept(plan ?? new FaultPlan(), faults);
    }

    private static IResult Accept(FaultPlan plan, FaultInjector faults)
    {
        if (plan.FindInvalid() is { } field)
        {
            throw StripeErrors.Invalid(field, field == "delay_ms" ? "A delay is from 0 to 600000 ms." : $"The rate {field} is from 0 to 1.");
        }

        faults.Set(plan);
        return Results.Json(faults.Plan);
    }

    /// <summary>From the form rates come in per cent. Only from this page: any page of the web could post to this machine.</summary>
    private static async Task<IResult> Submit(HttpRequest request, FaultInjector faults)
    {
        if (EventPage.IsCrossSite(request))
        {
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        var form = await request.ReadFormAsync();
        double Number(string name) =>
            double.TryParse(form[name], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : 0;
        var plan = form.ContainsKey("clear") ? new FaultPlan() : new FaultPlan
        {
            Seed = (int)Number("seed"),
            Duplicate = Number("duplicate") / 100,
            Reorder = Number("reorder") / 100,
            Drop = Number("drop") / 100,
            Forge = Number("forge") / 100,
            DelayMs = (int)Number("delay_ms"),
            Api = new ApiFaultPlan
            {
                Error429 = Number("error_429") / 100,
                Error500 = Number("error_500") / 100,
                Timeout = Number("timeout") / 100,
                ResetBefore = Number("reset_before") / 100,
                ResetAfter = Number("reset_after") / 100,
            },
        };
        if (plan.FindInvalid() is { } field)
        {
            return PageTemplate.Page(
                "notice.html", "Not set", StatusCodes.Status400BadRequest,
                ("heading", "Not set"), ("message", $"{field} is out of range. A rate is from 0 to 100 per cent."), ("link", Html.Empty));
        }

        faults.Set(plan);
        return Results.Redirect("/#faults");
    }

    private static double ValueOf(FaultPlan plan, string name) => name switch
    {
        "duplicate" => plan.Duplicate,
        "reorder" => plan.Reorder,
        "drop" => plan.Drop,
        "forge" => plan.Forge,
        "error_429" => plan.Api.Error429,
        "error_500" => plan.Api.Error500,
        "timeout" => plan.Api.Timeout,
        "reset_before" => plan.Api.ResetBefore,
        _ => plan.Api.ResetAfter,
    };
}
