using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Billing.Sandbox;

/// <summary>The pages at /_sandbox/mail. They exist in the sandbox only: the product knows nothing of them.</summary>
internal sealed class MailboxPages(Mailbox mailbox) : IStartupFilter
{
    private const string Root = "/_sandbox/mail";

    /// <summary>A mail brings its own styles and may not run or load anything.</summary>
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'";

    /// <inheritdoc />
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, following) => AnswerOf(context.Request) is { } answer ? WriteAsync(context, answer) : following(context));
        next(app);
    };

    private (string Type, string Body)? AnswerOf(HttpRequest request)
    {
        if (!HttpMethods.IsGet(request.Method) || !request.Path.StartsWithSegments("/_sandbox"))
        {
            return null;
        }

        var path = request.Path.Value!.TrimEnd('/');
        if (path == Root + ".json")
        {
            return ("application/json", mailbox.ToJson());
        }

        if (path == Root)
        {
            return ("text/html; charset=utf-8", List());
        }

        var words = path.Split('/');
        return words is ["", "_sandbox", "mail", var id, ..] && mailbox.List().FirstOrDefault(m => m.Id == id) is { } mail
            ? words.Length == 4 ? ("text/html; charset=utf-8", Show(mail)) : words is [.., "body"] ? ("text/html; charset=utf-8", BodyOf(mail)) : null
            : null;
    }

    private static Task WriteAsync(HttpContext context, (string Type, string Body) answer)
    {
        context.Response.ContentType = answer.Type;
        context.Response.Headers.ContentSecurityPolicy = Policy;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return context.Response.WriteAsync(answer.Body, context.RequestAborted);
    }

    private string List()
    {
        var mails = mailbox.List();
        var rows = string.Concat(mails.Select(m =>
            $"""<li><a href="{Root}/{m.Id}"><b>{Encode(m.Subject)}</b><span>{Encode(m.To)}</span><time>{Moment(m)}</time></a></li>"""));
        return Page("Mailbox", mails.Count == 0
            ? "<p class=\"empty\">No mail yet. Create an account or ask for a new password: the mail will be here.</p>"
            : $"<ul>{rows}</ul>");
    }

    private static string Show(KeptMail mail) => Page(
        mail.Subject,
        $"""
        <p class="meta"><a href="{Root}">All mails</a> · to {Encode(mail.To)} · {Moment(mail)}</p>
        <iframe title="The mail" src="{Root}/{mail.Id}/body" sandbox="allow-popups allow-top-navigation-by-user-activation"></iframe>
        """);

    /// <summary>Links leave the frame: the address they lead to is a page of the product.</summary>
    private static string BodyOf(KeptMail mail) => mail.Html.Replace("<a ", "<a target=\"_top\" ", StringComparison.Ordinal);

    private static string Page(string title, string body) => $$"""
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark"><title>{{Encode(title)}} · Sandbox mailbox</title>
        <style>
        :root{--page:#f6f7f9;--sheet:#fff;--line:#e1e4e9;--ink:#14171c;--soft:#4d5562;--link:#1f47bb}
        @media(prefers-color-scheme:dark){:root{--page:#0e1013;--sheet:#16181d;--line:#292d35;--ink:#eff1f4;--soft:#b3bac6;--link:#a5bdff} }
        body{margin:0;background:var(--page);color:var(--ink);font:15px/1.5 system-ui,sans-serif}main{max-width:720px;margin:0 auto;padding:32px 16px}
        h1{font-size:22px;line-height:30px;margin:0 0 4px}.note,.meta{color:var(--soft);margin:0 0 24px;font-size:14px}a{color:var(--link)}
        ul{list-style:none;margin:0;padding:0;background:var(--sheet);border:1px solid var(--line);border-radius:12px;overflow:hidden}
        li+li{border-top:1px solid var(--line)}li a{display:grid;grid-template-columns:1fr auto;gap:2px 16px;padding:14px 18px;color:inherit;text-decoration:none}
        li a:hover{background:var(--page)}b{font-weight:600}span,time{color:var(--soft);font-size:13px}span{grid-area:2/1/auto/-1;overflow-wrap:anywhere}
        .empty{padding:48px 24px;text-align:center;background:var(--sheet);border:1px solid var(--line);border-radius:12px;color:var(--soft)}
        iframe{width:100%;height:70vh;border:1px solid var(--line);border-radius:12px;background:#fff}
        :focus-visible{outline:2px solid var(--link);outline-offset:2px}
        </style></head><body><main><h1>{{Encode(title)}}</h1><p class="note">Sandbox mailbox: no mail leaves this machine.</p>{{body}}</main></body></html>
        """;

    private static string Moment(KeptMail mail) => mail.SentAt.ToString("d MMM HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
