using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Billing.Infrastructure.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Lifecycle : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_refunds_stripe_refund_id",
                table: "refunds");

            migrationBuilder.RenameColumn(
                name: "is_disputed",
                table: "payment_transactions",
                newName: "is_held_by_bank");

            migrationBuilder.AddColumn<bool>(
                name: "collection_paused",
                table: "user_subscriptions",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTime>(
                name: "collection_resumes_at",
                table: "user_subscriptions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "discount",
                table: "user_subscriptions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "latest_invoice_id",
                table: "user_subscriptions",
                type: "TEXT",
                unicode: false,
                maxLength: 255,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "paid_until",
                table: "user_subscriptions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "past_due_since",
                table: "user_subscriptions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "pending_update",
                table: "user_subscriptions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "stripe_discount_id",
                table: "user_subscriptions",
                type: "TEXT",
                unicode: false,
                maxLength: 255,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "stripe_item_id",
                table: "user_subscriptions",
                type: "TEXT",
                unicode: false,
                maxLength: 255,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "stripe_schedule_id",
                table: "user_subscriptions",
                type: "TEXT",
                unicode: false,
                maxLength: 255,
                nullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "stripe_refund_id",
                table: "refunds",
                type: "TEXT",
                unicode: false,
                maxLength: 255,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldUnicode: false,
                oldMaxLength: 255);

            migrationBuilder.AlterColumn<string>(
                name: "stripe_payment_intent_id",
                table: "refunds",
                type: "TEXT",
                unicode: false,
                maxLength: 255,
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldUnicode: false,
                oldMaxLength: 255,
                oldNullable: true);

            migrationBuilder.AddColumn<string>(
                name: "failure_reason",
                table: "refunds",
                type: "TEXT",
                unicode: false,
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "operation_id",
                table: "refunds",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "discount_cents",
                table: "payment_transactions",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "dispute_status",
                table: "payment_transactions",
                type: "TEXT",
                unicode: false,
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "receipt_url",
                table: "payment_transactions",
                type: "TEXT",
                maxLength: 4000,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "attempt_count",
                table: "invoices",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "discount_cents",
                table: "invoices",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<DateTime>(
                name: "next_payment_attempt",
                table: "invoices",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "subtotal_cents",
                table: "invoices",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "tax_cents",
                table: "invoices",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<bool>(
                name: "is_dropped",
                table: "email_messages",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AlterColumn<string>(
                name: "stripe_payment_intent_id",
                table: "disputes",
                type: "TEXT",
                unicode: false,
                maxLength: 255,
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldUnicode: false,
                oldMaxLength: 255,
                oldNullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "stripe_charge_id",
                table: "disputes",
                type: "TEXT",
                unicode: false,
                maxLength: 255,
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldUnicode: false,
                oldMaxLength: 255,
                oldNullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "evidence_due_by",
                table: "disputes",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_forgotten",
                table: "customers",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "trial_days",
                table: "checkout_sessions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "trial_needs_card",
                table: "checkout_sessions",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTime>(
                name: "card_expires_at",
                table: "charges",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "operator_alerts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: false),
                    subject_id = table.Column<string>(type: "TEXT", unicode: false, maxLength: 255, nullable: false),
                    raised_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    mail_attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    next_mail_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    mailed_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_operator_alerts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "subscription_schedules",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    user_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    stripe_schedule_id = table.Column<string>(type: "TEXT", unicode: false, maxLength: 255, nullable: false),
                    stripe_subscription_id = table.Column<string>(type: "TEXT", unicode: false, maxLength: 255, nullable: true),
                    is_over = table.Column<bool>(type: "INTEGER", nullable: false),
                    next = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    seen_from = table.Column<DateTime>(type: "TEXT", nullable: true),
                    seen_to = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_subscription_schedules", x => x.id);
                    table.ForeignKey(
                        name: "fk_subscription_schedules_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id");
                });

            migrationBuilder.CreateIndex(
                name: "ix_refunds_creating",
                table: "refunds",
                column: "stripe_payment_intent_id",
                unique: true,
                filter: "status = 'creating'");

            migrationBuilder.CreateIndex(
                name: "ix_refunds_operation_id",
                table: "refunds",
                column: "operation_id",
                unique: true,
                filter: "operation_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_refunds_stripe_refund_id",
                table: "refunds",
                column: "stripe_refund_id",
                unique: true,
                filter: "stripe_refund_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_payment_transactions_all",
                table: "payment_transactions",
                columns: new[] { "created_at", "id" },
                descending: new bool[0]);

            migrationBuilder.CreateIndex(
                name: "ix_operator_alerts_due",
                table: "operator_alerts",
                column: "next_mail_at",
                filter: "mailed_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_operator_alerts_kind_subject_id",
                table: "operator_alerts",
                columns: new[] { "kind", "subject_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_operator_alerts_raised_at_id",
                table: "operator_alerts",
                columns: new[] { "raised_at", "id" },
                descending: new bool[0]);

            migrationBuilder.CreateIndex(
                name: "ix_subscription_schedules_stripe_schedule_id",
                table: "subscription_schedules",
                column: "stripe_schedule_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_subscription_schedules_user_id",
                table: "subscription_schedules",
                column: "user_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "operator_alerts");

            migrationBuilder.DropTable(
                name: "subscription_schedules");

            migrationBuilder.DropIndex(
                name: "ix_refunds_creating",
                table: "refunds");

            migrationBuilder.DropIndex(
                name: "ix_refunds_operation_id",
                table: "refunds");

            migrationBuilder.DropIndex(
                name: "ix_refunds_stripe_refund_id",
                table: "refunds");

            migrationBuilder.DropIndex(
                name: "ix_payment_transactions_all",
                table: "payment_transactions");

            migrationBuilder.DropColumn(
                name: "collection_paused",
                table: "user_subscriptions");

            migrationBuilder.DropColumn(
                name: "collection_resumes_at",
                table: "user_subscriptions");

            migrationBuilder.DropColumn(
                name: "discount",
                table: "user_subscriptions");

            migrationBuilder.DropColumn(
                name: "latest_invoice_id",
                table: "user_subscriptions");

            migrationBuilder.DropColumn(
                name: "paid_until",
                table: "user_subscriptions");

            migrationBuilder.DropColumn(
                name: "past_due_since",
                table: "user_subscriptions");

            migrationBuilder.DropColumn(
                name: "pending_update",
                table: "user_subscriptions");

            migrationBuilder.DropColumn(
                name: "stripe_discount_id",
                table: "user_subscriptions");

            migrationBuilder.DropColumn(
                name: "stripe_item_id",
                table: "user_subscriptions");

            migrationBuilder.DropColumn(
                name: "stripe_schedule_id",
                table: "user_subscriptions");

            migrationBuilder.DropColumn(
                name: "failure_reason",
                table: "refunds");

            migrationBuilder.DropColumn(
                name: "operation_id",
                table: "refunds");

            migrationBuilder.DropColumn(
                name: "discount_cents",
                table: "payment_transactions");

            migrationBuilder.DropColumn(
                name: "dispute_status",
                table: "payment_transactions");

            migrationBuilder.DropColumn(
                name: "receipt_url",
                table: "payment_transactions");

            migrationBuilder.DropColumn(
                name: "attempt_count",
                table: "invoices");

            migrationBuilder.DropColumn(
                name: "discount_cents",
                table: "invoices");

            migrationBuilder.DropColumn(
                name: "next_payment_attempt",
                table: "invoices");

            migrationBuilder.DropColumn(
                name: "subtotal_cents",
                table: "invoices");

            migrationBuilder.DropColumn(
                name: "tax_cents",
                table: "invoices");

            migrationBuilder.DropColumn(
                name: "is_dropped",
                table: "email_messages");

            migrationBuilder.DropColumn(
                name: "evidence_due_by",
                table: "disputes");

            migrationBuilder.DropColumn(
                name: "is_forgotten",
                table: "customers");

            migrationBuilder.DropColumn(
                name: "trial_days",
                table: "checkout_sessions");

            migrationBuilder.DropColumn(
                name: "trial_needs_card",
                table: "checkout_sessions");

            migrationBuilder.DropColumn(
                name: "card_expires_at",
                table: "charges");

            migrationBuilder.RenameColumn(
                name: "is_held_by_bank",
                table: "payment_transactions",
                newName: "is_disputed");

            migrationBuilder.AlterColumn<string>(
                name: "stripe_refund_id",
                table: "refunds",
                type: "TEXT",
                unicode: false,
                maxLength: 255,
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldUnicode: false,
                oldMaxLength: 255,
                oldNullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "stripe_payment_intent_id",
                table: "refunds",
                type: "TEXT",
                unicode: false,
                maxLength: 255,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldUnicode: false,
                oldMaxLength: 255);

            migrationBuilder.AlterColumn<string>(
                name: "stripe_payment_intent_id",
                table: "disputes",
                type: "TEXT",
                unicode: false,
                maxLength: 255,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldUnicode: false,
                oldMaxLength: 255);

            migrationBuilder.AlterColumn<string>(
                name: "stripe_charge_id",
                table: "disputes",
                type: "TEXT",
                unicode: false,
                maxLength: 255,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldUnicode: false,
                oldMaxLength: 255);

            migrationBuilder.CreateIndex(
                name: "ix_refunds_stripe_refund_id",
                table: "refunds",
                column: "stripe_refund_id",
                unique: true);
        }
    }
}
