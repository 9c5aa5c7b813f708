namespace Billing.StripeSimulator.Checkout;

/// <summary>Answers that all hosted pages share.</summary>
internal static class PageResults
{
    /// <summary>A page that only says something, with a link when there is somewhere to go.</summary>
    public static IResult Notice(
        string title, string message, string? link = null, string? url = null, int status = StatusCodes.Status200OK) => PageTemplate.Page(
        "notice.html",
        title,
        status,
        ("heading", title),
        ("message", message),
        ("link", url is null ? Html.Empty : PageTemplate.Render("notice-link.html", ("text", link), ("url", url))));

    /// <summary>303: the browser goes on with GET after its POST.</summary>
    public static IResult SeeOther(string url) => new SeeOtherResult(url);

    /// <summary>What was typed in, without the spaces around it; null when nothing was.</summary>
    public static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private sealed class SeeOtherResult(string url) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = url;
            return Task.CompletedTask;
        }
    }
}
