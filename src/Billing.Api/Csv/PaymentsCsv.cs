using System.Globalization;
using System.Text;
using System.Text.Json;
using Billing.Application.Payments;
using Billing.Domain;
using Microsoft.AspNetCore.Mvc;

namespace Billing.Api.Csv;

/// <summary>Answers with payments as a table, row by row as they come: memory does not grow with their number.</summary>
internal sealed class PaymentsCsv(IAsyncEnumerable<PaymentDetails> payments) : IActionResult
{
    /// <summary>The media type.</summary>
    public const string ContentType = "text/csv";

    private const string FileName = "payments.csv";

    /// <summary>About as much as one packet of a fast network holds; the caller sees the first rows early.</summary>
    private const int FlushAt = 32 * 1024;

    /// <summary>With a byte order mark: without it, spreadsheets take UTF-8 for something else.</summary>
    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: true);

    public async Task ExecuteResultAsync(ActionContext context)
    {
        HttpResponse response = context.HttpContext.Response;
        response.ContentType = ContentType + "; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename=\"{FileName}\"";
        response.Headers.CacheControl = "no-store";
        await using var writer = new StreamWriter(response.Body, Encoding, FlushAt, leaveOpen: true);
        var text = new StringBuilder();
        CsvText.AppendLine(
            text, "created_at", "paid_at", "status", "description", "amount", "refunded", "discount", "currency", "payment_method", "last4",
            "failure_reason", "refunded_at", "dispute_status", "receipt_url", "id");
        await foreach (PaymentDetails payment in payments.WithCancellation(context.HttpContext.RequestAborted))
        {
            Append(text, payment);
            if (text.Length >= FlushAt)
            {
                await WriteAsync(writer, text, context.HttpContext.RequestAborted);
            }
        }

        await WriteAsync(writer, text, context.HttpContext.RequestAborted);
    }

    private static async Task WriteAsync(StreamWriter writer, StringBuilder text, CancellationToken cancellationToken)
    {
        await writer.WriteAsync(text, cancellationToken);
        await writer.FlushAsync(cancellationToken);
        text.Clear();
    }

    private static void Append(StringBuilder text, PaymentDetails p) => CsvText.AppendLine(
        text,
        Time(p.CreatedAt),
        Time(p.PaidAt),
        Word(p.Status),
        CsvText.Safe(p.Description),
        Amount(p.AmountCents, p.Currency),
        Amount(p.AmountRefundedCents, p.Currency),
        Amount(p.DiscountCents, p.Currency),
        p.Currency.ToUpperInvariant(),
        CsvText.Safe(p.PaymentMethod),
        p.PaymentMethodLast4,
        CsvText.Safe(p.FailureReason),
        Time(p.RefundedAt),
        p.DisputeStatus is { } dispute ? Word(dispute) : null,
        CsvText.Safe(p.ReceiptUrl),
        p.Id.ToString());

    private static string? Time(DateTime? time) => time?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Amount(long minor, string currency) => Money.Of(minor, currency).ToDecimalString();

    private static string Word(Enum value) => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
