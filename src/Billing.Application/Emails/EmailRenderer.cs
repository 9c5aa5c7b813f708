using System.Net;
using Billing.Application.Abstractions;
using Billing.Application.Options;
using Microsoft.Extensions.Options;

namespace Billing.Application.Emails;

/// <summary>Puts a mail into words, as HTML and as text, in the layout that all mails share.</summary>
internal sealed class EmailRenderer(IOptions<BillingOptions> options)
{
    private BillingOptions Settings => options.Value;

    /// <summary>The mail.</summary>
    public Email Render(EmailText text, Account account)
    {
        EmailTemplate template = EmailTemplate.Load(text.Template);
        var values = new Dictionary<string, string?>(text.Values) { ["product"] = Settings.ProductName };
        string subject = template.Subject(values);
        string hello = account.Name is { } name ? $"Hello {name}," : "Hello,";
        var blocks = template.Blocks(values).ToList();
        return new Email(account.Email, subject, TextOf(hello, blocks), HtmlOf(subject, hello, blocks));
    }

    private string TextOf(string hello, IEnumerable<EmailBlock> blocks)
    {
        string body = string.Join("\n\n", blocks.Select(block => block switch
        {
            EmailFacts facts => string.Join('\n', facts.Rows.Select(row => $"{row.Label}: {row.Value}")),
            EmailButton button => $"{button.Label}:\n{button.Link}",
            EmailParagraph paragraph => paragraph.Text,
            _ => throw new InvalidOperationException($"{block.GetType().Name} has no text."),
        }));
        string footer = string.Join('\n', Seller());
        return EmailTemplate.Fill("layout.txt", [("hello", hello), ("body", body), ("footer", footer)]);
    }

    private string HtmlOf(string subject, string hello, IEnumerable<EmailBlock> blocks) => EmailTemplate.Fill("layout.html",
    [
        ("subject", Encode(subject)),
        ("product", Encode(Settings.ProductName)),
        ("hello", Encode(hello)),
        ("body", string.Concat(blocks.Select(HtmlOf))),
        ("footer", string.Join("<br>", Seller().Select(Encode))),
    ]);

    private string HtmlOf(EmailBlock block) => block switch
    {
        EmailFacts facts => EmailTemplate.Fill("facts.html", [("rows", string.Concat(facts.Rows.Select(row =>
            EmailTemplate.Fill("fact.html", [("label", Encode(row.Label)), ("value", Encode(row.Value))]))))]),
        EmailButton button => EmailTemplate.Fill("button.html",
        [
            ("label", Encode(button.Label)), ("link", Encode(button.Link)), ("colour", Settings.Brand.Colour), ("text_colour", Settings.Brand.TextColour),
        ]),
        EmailParagraph { IsNote: true } note => EmailTemplate.Fill("note.html", [("text", Encode(note.Text))]),
        EmailParagraph paragraph => EmailTemplate.Fill("paragraph.html", [("text", Encode(paragraph.Text))]),
        _ => throw new InvalidOperationException($"{block.GetType().Name} has no HTML."),
    };

    /// <summary>Who sells: a mail about money says so, as a letter would.</summary>
    private IEnumerable<string> Seller()
    {
        SellerOptions seller = Settings.Seller;
        return new[] { seller.Name ?? Settings.ProductName }
            .Concat(seller.AddressLines)
            .Concat(new[] { seller.TaxId, seller.Email, seller.Website }.OfType<string>());
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
