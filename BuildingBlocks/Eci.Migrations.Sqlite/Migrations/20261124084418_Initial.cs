using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Eci.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "core_data_protection_key",
                columns: table => new
                {
                    friendly_name = table.Column<string>(type: "TEXT", nullable: false),
                    xml = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_core_data_protection_key", x => x.friendly_name);
                });

            migrationBuilder.CreateTable(
                name: "core_tenant",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_core_tenant", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "messaging_dead_letter",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    message_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    topic = table.Column<string>(type: "TEXT", nullable: false),
                    tenant_id = table.Column<string>(type: "TEXT", nullable: false),
                    endpoint = table.Column<string>(type: "TEXT", nullable: false),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    error_type = table.Column<string>(type: "TEXT", nullable: false),
                    error = table.Column<string>(type: "TEXT", nullable: false),
                    failed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    order_key = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_messaging_dead_letter", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "messaging_delivery",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    message_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    endpoint = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: false),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    lease_token = table.Column<Guid>(type: "TEXT", nullable: true),
                    last_error = table.Column<string>(type: "TEXT", nullable: true),
                    order_key = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_messaging_delivery", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "messaging_inbox",
                columns: table => new
                {
                    message_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    consumer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    handled_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_messaging_inbox", x => new { x.message_id, x.consumer_id });
                });

            migrationBuilder.CreateTable(
                name: "messaging_message",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    topic = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    tenant_id = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    body = table.Column<string>(type: "TEXT", nullable: false),
                    trace_parent = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    trace_id = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_messaging_message", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "tracking_package_life",
                columns: table => new
                {
                    correlation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    current_state = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    tenant_id = table.Column<string>(type: "TEXT", nullable: false),
                    package_id = table.Column<string>(type: "TEXT", nullable: false),
                    last_movement_at = table.Column<long>(type: "INTEGER", nullable: false),
                    check_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ended = table.Column<bool>(type: "INTEGER", nullable: false),
                    timer_token_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tracking_package_life", x => x.correlation_id);
                });

            migrationBuilder.CreateTable(
                name: "tracking_parked_update",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    tenant_id = table.Column<string>(type: "TEXT", nullable: false),
                    carrier = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    tracking_id = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    time = table.Column<long>(type: "INTEGER", nullable: false),
                    time_offset_minutes = table.Column<short>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    raw_code = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    app_id = table.Column<string>(type: "TEXT", nullable: false),
                    location = table.Column<string>(type: "TEXT", nullable: true),
                    message = table.Column<string>(type: "TEXT", nullable: true),
                    received_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tracking_parked_update", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "tracking_unmapped_news",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    tenant_id = table.Column<string>(type: "TEXT", nullable: false),
                    carrier = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    app_id = table.Column<string>(type: "TEXT", nullable: false),
                    tracking_id = table.Column<string>(type: "TEXT", nullable: false),
                    raw_code = table.Column<string>(type: "TEXT", nullable: false),
                    raw_time = table.Column<string>(type: "TEXT", nullable: true),
                    source_event_id = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    received_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tracking_unmapped_news", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "commerce_address",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    tenant_id = table.Column<string>(type: "TEXT", nullable: false),
                    full_name = table.Column<string>(type: "TEXT", nullable: true),
                    company = table.Column<string>(type: "TEXT", nullable: true),
                    street = table.Column<string>(type: "TEXT", nullable: true),
                    additional_line = table.Column<string>(type: "TEXT", nullable: true),
                    postal_code = table.Column<string>(type: "TEXT", nullable: true),
                    city = table.Column<string>(type: "TEXT", nullable: true),
                    state = table.Column<string>(type: "TEXT", nullable: true),
                    country_code = table.Column<string>(type: "TEXT", nullable: true),
                    phone = table.Column<string>(type: "TEXT", nullable: true),
                    normalized_name = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_commerce_address", x => x.id);
                    table.ForeignKey(
                        name: "fk_commerce_address_core_tenant_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "core_tenant",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "commerce_contact",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    tenant_id = table.Column<string>(type: "TEXT", nullable: false),
                    email = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    first_name = table.Column<string>(type: "TEXT", nullable: true),
                    last_name = table.Column<string>(type: "TEXT", nullable: true),
                    phone = table.Column<string>(type: "TEXT", nullable: true),
                    tracking_emails_consent = table.Column<bool>(type: "INTEGER", nullable: false),
                    marketing_emails_consent = table.Column<bool>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_commerce_contact", x => x.id);
                    table.ForeignKey(
                        name: "fk_commerce_contact_core_tenant_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "core_tenant",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "core_api_key",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    tenant_id = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    hash = table.Column<string>(type: "TEXT", nullable: false),
                    scopes = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: true),
                    revoked_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_core_api_key", x => x.id);
                    table.ForeignKey(
                        name: "fk_core_api_key_core_tenant_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "core_tenant",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "core_app",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    tenant_id = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    cron_schedule = table.Column<string>(type: "TEXT", nullable: true),
                    cron_timeout = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    settings = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_core_app", x => x.id);
                    table.ForeignKey(
                        name: "fk_core_app_core_tenant_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "core_tenant",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "core_subscription",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    tenant_id = table.Column<string>(type: "TEXT", nullable: false),
                    paid_until = table.Column<long>(type: "INTEGER", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_core_subscription", x => x.id);
                    table.ForeignKey(
                        name: "fk_core_subscription_core_tenant_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "core_tenant",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "commerce_order",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    tenant_id = table.Column<string>(type: "TEXT", nullable: false),
                    order_number = table.Column<string>(type: "TEXT", nullable: false),
                    date = table.Column<long>(type: "INTEGER", nullable: false),
                    language = table.Column<string>(type: "TEXT", nullable: true),
                    main_contact_id = table.Column<string>(type: "TEXT", nullable: true),
                    first_name = table.Column<string>(type: "TEXT", nullable: true),
                    last_name = table.Column<string>(type: "TEXT", nullable: true),
                    shipping_address_id = table.Column<string>(type: "TEXT", nullable: true),
                    billing_address_id = table.Column<string>(type: "TEXT", nullable: true),
                    tracking_notifications_enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_commerce_order", x => x.id);
                    table.ForeignKey(
                        name: "fk_commerce_order_commerce_address_billing_address_id",
                        column: x => x.billing_address_id,
                        principalTable: "commerce_address",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_commerce_order_commerce_address_shipping_address_id",
                        column: x => x.shipping_address_id,
                        principalTable: "commerce_address",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_commerce_order_commerce_contact_main_contact_id",
                        column: x => x.main_contact_id,
                        principalTable: "commerce_contact",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_commerce_order_core_tenant_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "core_tenant",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "core_webhook",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    tenant_id = table.Column<string>(type: "TEXT", nullable: false),
                    app_id = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_core_webhook", x => x.id);
                    table.ForeignKey(
                        name: "fk_core_webhook_core_app_app_id",
                        column: x => x.app_id,
                        principalTable: "core_app",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "tracking_email_template",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    tenant_id = table.Column<string>(type: "TEXT", nullable: false),
                    email_app_id = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    subject = table.Column<string>(type: "TEXT", nullable: false),
                    html = table.Column<string>(type: "TEXT", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tracking_email_template", x => x.id);
                    table.ForeignKey(
                        name: "fk_tracking_email_template_core_app_email_app_id",
                        column: x => x.email_app_id,
                        principalTable: "core_app",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "core_integration",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    tenant_id = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    subscription_id = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_core_integration", x => x.id);
                    table.ForeignKey(
                        name: "fk_core_integration_core_subscription_subscription_id",
                        column: x => x.subscription_id,
                        principalTable: "core_subscription",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_core_integration_core_tenant_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "core_tenant",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "commerce_package",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    tenant_id = table.Column<string>(type: "TEXT", nullable: false),
                    carrier = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    tracking_id = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    order_id = table.Column<string>(type: "TEXT", nullable: true),
                    state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    state_time = table.Column<long>(type: "INTEGER", nullable: true),
                    carrier_tracking_url = table.Column<string>(type: "TEXT", nullable: true),
                    tracking_enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_commerce_package", x => x.id);
                    table.ForeignKey(
                        name: "fk_commerce_package_commerce_order_order_id",
                        column: x => x.order_id,
                        principalTable: "commerce_order",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_commerce_package_core_tenant_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "core_tenant",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "core_webhook_secret",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    tenant_id = table.Column<string>(type: "TEXT", nullable: false),
                    webhook_id = table.Column<string>(type: "TEXT", nullable: false),
                    salt = table.Column<byte[]>(type: "BLOB", nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_core_webhook_secret", x => x.id);
                    table.ForeignKey(
                        name: "fk_core_webhook_secret_core_webhook_webhook_id",
                        column: x => x.webhook_id,
                        principalTable: "core_webhook",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "core_integration_app",
                columns: table => new
                {
                    integration_id = table.Column<string>(type: "TEXT", nullable: false),
                    app_id = table.Column<string>(type: "TEXT", nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    tenant_id = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_core_integration_app", x => new { x.integration_id, x.app_id, x.role });
                    table.ForeignKey(
                        name: "fk_core_integration_app_core_app_app_id",
                        column: x => x.app_id,
                        principalTable: "core_app",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_core_integration_app_core_integration_integration_id",
                        column: x => x.integration_id,
                        principalTable: "core_integration",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "commerce_package_event",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    tenant_id = table.Column<string>(type: "TEXT", nullable: false),
                    package_id = table.Column<string>(type: "TEXT", nullable: false),
                    time = table.Column<long>(type: "INTEGER", nullable: false),
                    time_offset_minutes = table.Column<short>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    raw_code = table.Column<string>(type: "TEXT", nullable: false),
                    app_id = table.Column<string>(type: "TEXT", nullable: true),
                    location = table.Column<string>(type: "TEXT", nullable: true),
                    message = table.Column<string>(type: "TEXT", nullable: true),
                    moved_from = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    recorded_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_commerce_package_event", x => x.id);
                    table.ForeignKey(
                        name: "fk_commerce_package_event_commerce_package_package_id",
                        column: x => x.package_id,
                        principalTable: "commerce_package",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "commerce_transactional_email",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    tenant_id = table.Column<string>(type: "TEXT", nullable: false),
                    package_id = table.Column<string>(type: "TEXT", nullable: false),
                    package_event_id = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    email = table.Column<string>(type: "TEXT", nullable: true),
                    language = table.Column<string>(type: "TEXT", nullable: true),
                    subject = table.Column<string>(type: "TEXT", nullable: true),
                    provider_message_id = table.Column<string>(type: "TEXT", nullable: true),
                    time = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_commerce_transactional_email", x => x.id);
                    table.ForeignKey(
                        name: "fk_commerce_transactional_email_commerce_package_event_package_event_id",
                        column: x => x.package_event_id,
                        principalTable: "commerce_package_event",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_commerce_address_tenant_id_normalized_name",
                table: "commerce_address",
                columns: new[] { "tenant_id", "normalized_name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_commerce_contact_tenant_id_email",
                table: "commerce_contact",
                columns: new[] { "tenant_id", "email" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_commerce_order_billing_address_id",
                table: "commerce_order",
                column: "billing_address_id");

            migrationBuilder.CreateIndex(
                name: "ix_commerce_order_main_contact_id",
                table: "commerce_order",
                column: "main_contact_id");

            migrationBuilder.CreateIndex(
                name: "ix_commerce_order_shipping_address_id",
                table: "commerce_order",
                column: "shipping_address_id");

            migrationBuilder.CreateIndex(
                name: "ix_commerce_order_tenant_id_order_number",
                table: "commerce_order",
                columns: new[] { "tenant_id", "order_number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_commerce_package_order_id",
                table: "commerce_package",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "ix_commerce_package_tenant_id_tracking_id_carrier",
                table: "commerce_package",
                columns: new[] { "tenant_id", "tracking_id", "carrier" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_commerce_package_event_package_id_time_state_raw_code",
                table: "commerce_package_event",
                columns: new[] { "package_id", "time", "state", "raw_code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_commerce_transactional_email_package_event_id",
                table: "commerce_transactional_email",
                column: "package_event_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_commerce_transactional_email_package_id_state",
                table: "commerce_transactional_email",
                columns: new[] { "package_id", "state" },
                unique: true,
                filter: "status = 'SENT'");

            migrationBuilder.CreateIndex(
                name: "ix_core_api_key_hash",
                table: "core_api_key",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_core_api_key_tenant_id",
                table: "core_api_key",
                column: "tenant_id");

            migrationBuilder.CreateIndex(
                name: "ix_core_app_tenant_id",
                table: "core_app",
                column: "tenant_id");

            migrationBuilder.CreateIndex(
                name: "ix_core_integration_subscription_id",
                table: "core_integration",
                column: "subscription_id");

            migrationBuilder.CreateIndex(
                name: "ix_core_integration_tenant_id",
                table: "core_integration",
                column: "tenant_id");

            migrationBuilder.CreateIndex(
                name: "ix_core_integration_app_app_id",
                table: "core_integration_app",
                column: "app_id");

            migrationBuilder.CreateIndex(
                name: "ix_core_subscription_tenant_id",
                table: "core_subscription",
                column: "tenant_id");

            migrationBuilder.CreateIndex(
                name: "ix_core_webhook_app_id",
                table: "core_webhook",
                column: "app_id");

            migrationBuilder.CreateIndex(
                name: "ix_core_webhook_secret_webhook_id",
                table: "core_webhook_secret",
                column: "webhook_id");

            migrationBuilder.CreateIndex(
                name: "ix_messaging_dead_letter_failed_at",
                table: "messaging_dead_letter",
                column: "failed_at");

            migrationBuilder.CreateIndex(
                name: "ix_messaging_dead_letter_message_id_endpoint",
                table: "messaging_dead_letter",
                columns: new[] { "message_id", "endpoint" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_messaging_delivery_due_at",
                table: "messaging_delivery",
                column: "due_at");

            migrationBuilder.CreateIndex(
                name: "ix_messaging_delivery_message_id_endpoint",
                table: "messaging_delivery",
                columns: new[] { "message_id", "endpoint" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_messaging_delivery_order_key_endpoint_id",
                table: "messaging_delivery",
                columns: new[] { "order_key", "endpoint", "id" },
                filter: "order_key IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_messaging_inbox_handled_at",
                table: "messaging_inbox",
                column: "handled_at");

            migrationBuilder.CreateIndex(
                name: "ix_messaging_message_created_at",
                table: "messaging_message",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_tracking_email_template_email_app_id_state_language",
                table: "tracking_email_template",
                columns: new[] { "email_app_id", "state", "language" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_tracking_parked_update_received_at",
                table: "tracking_parked_update",
                column: "received_at");

            migrationBuilder.CreateIndex(
                name: "ix_tracking_parked_update_tenant_id_tracking_id_carrier_time_state_raw_code",
                table: "tracking_parked_update",
                columns: new[] { "tenant_id", "tracking_id", "carrier", "time", "state", "raw_code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_tracking_unmapped_news_tenant_id_received_at",
                table: "tracking_unmapped_news",
                columns: new[] { "tenant_id", "received_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "commerce_transactional_email");

            migrationBuilder.DropTable(
                name: "core_api_key");

            migrationBuilder.DropTable(
                name: "core_data_protection_key");

            migrationBuilder.DropTable(
                name: "core_integration_app");

            migrationBuilder.DropTable(
                name: "core_webhook_secret");

            migrationBuilder.DropTable(
                name: "messaging_dead_letter");

            migrationBuilder.DropTable(
                name: "messaging_delivery");

            migrationBuilder.DropTable(
                name: "messaging_inbox");

            migrationBuilder.DropTable(
                name: "messaging_message");

            migrationBuilder.DropTable(
                name: "tracking_email_template");

            migrationBuilder.DropTable(
                name: "tracking_package_life");

            migrationBuilder.DropTable(
                name: "tracking_parked_update");

            migrationBuilder.DropTable(
                name: "tracking_unmapped_news");

            migrationBuilder.DropTable(
                name: "commerce_package_event");

            migrationBuilder.DropTable(
                name: "core_integration");

            migrationBuilder.DropTable(
                name: "core_webhook");

            migrationBuilder.DropTable(
                name: "commerce_package");

            migrationBuilder.DropTable(
                name: "core_subscription");

            migrationBuilder.DropTable(
                name: "core_app");

            migrationBuilder.DropTable(
                name: "commerce_order");

            migrationBuilder.DropTable(
                name: "commerce_address");

            migrationBuilder.DropTable(
                name: "commerce_contact");

            migrationBuilder.DropTable(
                name: "core_tenant");
        }
    }
}
