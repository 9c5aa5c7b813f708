namespace Billing.UnitTests.Stripe;

/// <summary>Bodies as Stripe sends them, fields that nobody reads and nulls included.</summary>
internal static class StripeJsonSamples
{
    public static readonly Guid UserId = Guid.Parse("0195f3c0-0000-7000-8000-000000000001");

    public static string Customer(string metadata = """{"user_id":"0195f3c0-0000-7000-8000-000000000001"}""", string id = "cus_ann", long created = 1764000000) => $$"""
        {"id":"{{id}}","object":"customer","address":null,"balance":0,"created":{{created}},"currency":"usd","default_source":null,
         "delinquent":false,"email":"ann@example.com","invoice_prefix":"A1B2","livemode":false,"metadata":{{metadata}},
         "name":"Ann","phone":null,"preferred_locales":[],"shipping":null,"tax_exempt":"none","test_clock":null}
        """;

    public const string DeletedCustomer = """{"id":"cus_ann","object":"customer","deleted":true}""";

    public static string PaymentIntent(string status = "succeeded", string latestCharge = "\"ch_1\"", string error = "null") => $$"""
        {"id":"pi_1","object":"payment_intent","amount":1900,"amount_received":0,"client_secret":"pi_1_secret_x","created":1764000001,
         "currency":"usd","customer":"cus_ann","description":"Ten credits","last_payment_error":{{error}},"latest_charge":{{latestCharge}},
         "livemode":false,"metadata":{"user_id":"0195f3c0-0000-7000-8000-000000000001","order":"42"},"status":"{{status}}"}
        """;

    public static string Charge(string details = """{"type":"card","card":{"brand":"visa","last4":"4242","three_d_secure":null}}""") => $$"""
        {"id":"ch_1","object":"charge","amount":1900,"amount_refunded":400,"created":1764000002,"currency":"usd","customer":"cus_ann",
         "failure_message":null,"livemode":false,"metadata":{},"payment_intent":"pi_1","payment_method_details":{{details}},
         "receipt_url":"https://pay.stripe.com/receipts/1","status":"succeeded"}
        """;

    public const string Subscription = """
        {"id":"sub_1","object":"subscription","billing_mode":{"type":"flexible"},"cancel_at":null,"cancel_at_period_end":true,
         "canceled_at":1764000500,"created":1764000003,"currency":"usd","customer":{"id":"cus_ann","object":"customer"},"ended_at":null,
         "items":{"object":"list","data":[{"id":"si_1","object":"subscription_item","current_period_end":1766592003,
           "current_period_start":1764000003,"price":{"id":"price_1","object":"price","unit_amount":1900},"quantity":3}],"has_more":false},
         "metadata":{"user_id":"0195f3c0-0000-7000-8000-000000000001"},"status":"past_due","test_clock":"clock_1","trial_end":null}
        """;

    public static string SubscriptionWith(string members) =>
        Subscription.Replace("\"trial_end\":null}", "\"trial_end\":null," + members + "}", StringComparison.Ordinal);

    public static string Schedule(string status = "active") => $$"""
        {"id":"sub_sched_1","object":"subscription_schedule","created":1764000003,"customer":"cus_ann","metadata":{},"status":"{{status}}",
         "current_phase":{"start_date":1764000003,"end_date":1766592003},
         "phases":[
           {"start_date":1764000003,"end_date":1766592003,"items":[{"price":"price_1","quantity":3}],
            "discounts":[{"coupon":"c_1","discount":"di_1","promotion_code":null}]},
           {"start_date":1766592003,"end_date":1769270403,"items":[{"price":"price_2","quantity":2}],"discounts":[]}],
         "released_subscription":{{(status == "released" ? "\"sub_1\"" : "null")}},"subscription":{{(status == "released" ? "null" : "\"sub_1\"")}},
         "test_clock":null}
        """;

    public static string Invoice(string description = "null") => $$"""
        {"id":"in_1","object":"invoice","amount_due":1900,"amount_paid":1900,"created":1764000004,"currency":"usd","customer":"cus_ann",
         "description":{{description}},"hosted_invoice_url":"https://invoice.stripe.com/i/1","invoice_pdf":"https://invoice.stripe.com/i/1/pdf",
         "lines":{"object":"list","data":[{"id":"il_1","object":"line_item","amount":1900,"description":"1 × Pro"}],"has_more":false},
         "metadata":{},"number":"A1B2-0001","parent":{"type":"subscription_details","quote_details":null,"subscription_details":{
           "metadata":{"user_id":"0195f3c0-0000-7000-8000-000000000001"},"subscription":"sub_1"} },
         "attempt_count":1,"next_payment_attempt":null,"status":"paid",
         "status_transitions":{"finalized_at":1764000004,"paid_at":1764000009},"subtotal":2000,"test_clock":null,"total":1900,
         "total_discount_amounts":[{"amount":300,"discount":"di_1"},{"amount":100,"discount":"di_2"}],
         "total_taxes":[{"amount":190,"tax_behavior":"exclusive"},{"amount":110,"tax_behavior":"exclusive"}]}
        """;

    public const string InvoicePayment = """
        {"id":"inpay_1","object":"invoice_payment","amount_paid":1900,"amount_requested":1900,"created":1764000005,"currency":"usd",
         "invoice":"in_1","is_default":true,"livemode":false,"payment":{"payment_intent":"pi_1","type":"payment_intent"},
         "status":"paid","status_transitions":{"canceled_at":null,"paid_at":1764000009}}
        """;

    public static string CheckoutSession(string status = "open", string metadata = "{}") => $$"""
        {"id":"cs_test_1","object":"checkout.session","client_reference_id":"0195f3c0-0000-7000-8000-000000000001","created":1764000006,
         "customer":"cus_ann","expires_at":1764086406,"invoice":null,"livemode":false,"metadata":{{metadata}},"mode":"subscription",
         "payment_intent":null,"payment_status":"unpaid","status":"{{status}}","subscription":null,"url":"https://checkout.stripe.com/c/pay/cs_test_1"}
        """;

    public static string Refund(
        string status = "\"succeeded\"", string metadata = """{"refund_id":"0195f3c0-0000-7000-8000-000000000009"}""", string more = "") => $$"""
        {"id":"re_1","object":"refund","amount":400,"balance_transaction":"txn_2","charge":"ch_1","created":1764000010,"currency":"usd",
         "customer":"cus_ann","destination_details":{"card":{"type":"refund"},"type":"card"},"metadata":{{metadata}},"payment_intent":"pi_1",
         "reason":"requested_by_customer","receipt_number":null,{{more}}"status":{{status}}}
        """;

    public static string Dispute(string status = "needs_response", string dueBy = "1765209610") => $$"""
        {"id":"du_1","object":"dispute","amount":1900,"balance_transactions":[],"charge":"ch_1","created":1764000010,"currency":"usd",
         "evidence":{},"evidence_details":{"due_by":{{dueBy}},"has_evidence":false},"is_charge_refundable":false,"livemode":false,"metadata":{},
         "payment_intent":"pi_1","reason":"fraudulent","status":"{{status}}"}
        """;

    public static string List(params string[] items) =>
        $$"""{"object":"list","data":[{{string.Join(',', items)}}],"has_more":false,"url":"/v1/things"}""";
}
