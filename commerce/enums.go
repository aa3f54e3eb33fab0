package commerce

// Every enum is open: UNKNOWN stands for a word of a source that has no
// canonical value, and the word itself is kept beside it.

// OrderStatus is an order's lifecycle.
type OrderStatus string

// The values of OrderStatus.
const (
	OrderStatusDraft     OrderStatus = "DRAFT"
	OrderStatusPending   OrderStatus = "PENDING"
	OrderStatusOpen      OrderStatus = "OPEN"
	OrderStatusCompleted OrderStatus = "COMPLETED"
	OrderStatusCancelled OrderStatus = "CANCELLED"
	OrderStatusUnknown   OrderStatus = "UNKNOWN"
)

// OrderPaymentStatus is how far an order is paid.
type OrderPaymentStatus string

// The values of OrderPaymentStatus.
const (
	OrderPaymentStatusPending             OrderPaymentStatus = "PENDING"
	OrderPaymentStatusPartiallyAuthorized OrderPaymentStatus = "PARTIALLY_AUTHORIZED"
	OrderPaymentStatusAuthorized          OrderPaymentStatus = "AUTHORIZED"
	OrderPaymentStatusPartiallyPaid       OrderPaymentStatus = "PARTIALLY_PAID"
	OrderPaymentStatusPaid                OrderPaymentStatus = "PAID"
	OrderPaymentStatusOverpaid            OrderPaymentStatus = "OVERPAID"
	OrderPaymentStatusPartiallyRefunded   OrderPaymentStatus = "PARTIALLY_REFUNDED"
	OrderPaymentStatusRefunded            OrderPaymentStatus = "REFUNDED"
	OrderPaymentStatusVoided              OrderPaymentStatus = "VOIDED"
	OrderPaymentStatusExpired             OrderPaymentStatus = "EXPIRED"
	OrderPaymentStatusFailed              OrderPaymentStatus = "FAILED"
	OrderPaymentStatusNotRequired         OrderPaymentStatus = "NOT_REQUIRED"
	OrderPaymentStatusUnknown             OrderPaymentStatus = "UNKNOWN"
)

// OrderFulfillmentStatus is how far an order is fulfilled.
type OrderFulfillmentStatus string

// The values of OrderFulfillmentStatus.
const (
	OrderFulfillmentStatusUnfulfilled        OrderFulfillmentStatus = "UNFULFILLED"
	OrderFulfillmentStatusScheduled          OrderFulfillmentStatus = "SCHEDULED"
	OrderFulfillmentStatusOnHold             OrderFulfillmentStatus = "ON_HOLD"
	OrderFulfillmentStatusInProgress         OrderFulfillmentStatus = "IN_PROGRESS"
	OrderFulfillmentStatusPartiallyFulfilled OrderFulfillmentStatus = "PARTIALLY_FULFILLED"
	OrderFulfillmentStatusFulfilled          OrderFulfillmentStatus = "FULFILLED"
	OrderFulfillmentStatusNotRequired        OrderFulfillmentStatus = "NOT_REQUIRED"
	OrderFulfillmentStatusRequestDeclined    OrderFulfillmentStatus = "REQUEST_DECLINED"
	OrderFulfillmentStatusUnknown            OrderFulfillmentStatus = "UNKNOWN"
)

// OrderReturnStatus is where an order's returns stand.
type OrderReturnStatus string

// The values of OrderReturnStatus.
const (
	OrderReturnStatusNoReturn           OrderReturnStatus = "NO_RETURN"
	OrderReturnStatusRequested          OrderReturnStatus = "REQUESTED"
	OrderReturnStatusInProgress         OrderReturnStatus = "IN_PROGRESS"
	OrderReturnStatusInspectionComplete OrderReturnStatus = "INSPECTION_COMPLETE"
	OrderReturnStatusReturned           OrderReturnStatus = "RETURNED"
	OrderReturnStatusFailed             OrderReturnStatus = "FAILED"
	OrderReturnStatusUnknown            OrderReturnStatus = "UNKNOWN"
)

// CancelReason is why an order was cancelled.
type CancelReason string

// The values of CancelReason.
const (
	CancelReasonCustomer  CancelReason = "CUSTOMER"
	CancelReasonDeclined  CancelReason = "DECLINED"
	CancelReasonFraud     CancelReason = "FRAUD"
	CancelReasonInventory CancelReason = "INVENTORY"
	CancelReasonStaff     CancelReason = "STAFF"
	CancelReasonOther     CancelReason = "OTHER"
	CancelReasonUnknown   CancelReason = "UNKNOWN"
)

// CustomerState is the state of a customer's account with the source.
type CustomerState string

// The values of CustomerState.
const (
	CustomerStateEnabled  CustomerState = "ENABLED"
	CustomerStateDisabled CustomerState = "DISABLED"
	CustomerStateInvited  CustomerState = "INVITED"
	CustomerStateGuest    CustomerState = "GUEST"
	CustomerStateUnknown  CustomerState = "UNKNOWN"
)

// ProductStatus is whether a product is offered.
type ProductStatus string

// The values of ProductStatus.
const (
	ProductStatusActive   ProductStatus = "ACTIVE"
	ProductStatusDraft    ProductStatus = "DRAFT"
	ProductStatusArchived ProductStatus = "ARCHIVED"
	ProductStatusUnknown  ProductStatus = "UNKNOWN"
)

// LocationKind is what a location is.
type LocationKind string

// The values of LocationKind.
const (
	LocationKindStore              LocationKind = "STORE"
	LocationKindWarehouse          LocationKind = "WAREHOUSE"
	LocationKindFulfillmentService LocationKind = "FULFILLMENT_SERVICE"
	LocationKindPos                LocationKind = "POS"
	LocationKindVirtual            LocationKind = "VIRTUAL"
	LocationKindUnknown            LocationKind = "UNKNOWN"
)

// InventoryQuantityName is which quantity of a stock level is meant.
type InventoryQuantityName string

// The values of InventoryQuantityName.
const (
	InventoryQuantityNameAvailable      InventoryQuantityName = "AVAILABLE"
	InventoryQuantityNameOnHand         InventoryQuantityName = "ON_HAND"
	InventoryQuantityNameCommitted      InventoryQuantityName = "COMMITTED"
	InventoryQuantityNameReserved       InventoryQuantityName = "RESERVED"
	InventoryQuantityNameIncoming       InventoryQuantityName = "INCOMING"
	InventoryQuantityNameSafetyStock    InventoryQuantityName = "SAFETY_STOCK"
	InventoryQuantityNameDamaged        InventoryQuantityName = "DAMAGED"
	InventoryQuantityNameQualityControl InventoryQuantityName = "QUALITY_CONTROL"
	InventoryQuantityNameUnknown        InventoryQuantityName = "UNKNOWN"
)

// PaymentStatus is where a payment stands.
type PaymentStatus string

// The values of PaymentStatus.
const (
	PaymentStatusCreated           PaymentStatus = "CREATED"
	PaymentStatusRequiresAction    PaymentStatus = "REQUIRES_ACTION"
	PaymentStatusPending           PaymentStatus = "PENDING"
	PaymentStatusAuthorized        PaymentStatus = "AUTHORIZED"
	PaymentStatusPartiallyCaptured PaymentStatus = "PARTIALLY_CAPTURED"
	PaymentStatusSucceeded         PaymentStatus = "SUCCEEDED"
	PaymentStatusFailed            PaymentStatus = "FAILED"
	PaymentStatusCancelled         PaymentStatus = "CANCELLED"
	PaymentStatusExpired           PaymentStatus = "EXPIRED"
	PaymentStatusUnknown           PaymentStatus = "UNKNOWN"
)

// TransactionKind is what a transaction does with the money.
type TransactionKind string

// The values of TransactionKind.
const (
	TransactionKindAuthorization      TransactionKind = "AUTHORIZATION"
	TransactionKindCapture            TransactionKind = "CAPTURE"
	TransactionKindSale               TransactionKind = "SALE"
	TransactionKindRefund             TransactionKind = "REFUND"
	TransactionKindVoid               TransactionKind = "VOID"
	TransactionKindChargeback         TransactionKind = "CHARGEBACK"
	TransactionKindChargebackReversal TransactionKind = "CHARGEBACK_REVERSAL"
	TransactionKindFee                TransactionKind = "FEE"
	TransactionKindAdjustment         TransactionKind = "ADJUSTMENT"
	TransactionKindPayout             TransactionKind = "PAYOUT"
	TransactionKindUnknown            TransactionKind = "UNKNOWN"
)

// TransactionStatus is the outcome of a transaction.
type TransactionStatus string

// The values of TransactionStatus.
const (
	TransactionStatusPending        TransactionStatus = "PENDING"
	TransactionStatusRequiresAction TransactionStatus = "REQUIRES_ACTION"
	TransactionStatusSucceeded      TransactionStatus = "SUCCEEDED"
	TransactionStatusFailed         TransactionStatus = "FAILED"
	TransactionStatusCancelled      TransactionStatus = "CANCELLED"
	TransactionStatusUnknown        TransactionStatus = "UNKNOWN"
)

// RefundStatus is where a refund stands.
type RefundStatus string

// The values of RefundStatus.
const (
	RefundStatusPending        RefundStatus = "PENDING"
	RefundStatusRequiresAction RefundStatus = "REQUIRES_ACTION"
	RefundStatusSucceeded      RefundStatus = "SUCCEEDED"
	RefundStatusFailed         RefundStatus = "FAILED"
	RefundStatusCancelled      RefundStatus = "CANCELLED"
	RefundStatusUnknown        RefundStatus = "UNKNOWN"
)

// FulfillmentStatus is where a fulfillment stands.
type FulfillmentStatus string

// The values of FulfillmentStatus.
const (
	FulfillmentStatusOpen       FulfillmentStatus = "OPEN"
	FulfillmentStatusInProgress FulfillmentStatus = "IN_PROGRESS"
	FulfillmentStatusSuccess    FulfillmentStatus = "SUCCESS"
	FulfillmentStatusCancelled  FulfillmentStatus = "CANCELLED"
	FulfillmentStatusFailed     FulfillmentStatus = "FAILED"
	FulfillmentStatusUnknown    FulfillmentStatus = "UNKNOWN"
)

// TrackingStatus is where a parcel is.
type TrackingStatus string

// The values of TrackingStatus.
const (
	TrackingStatusPreTransit         TrackingStatus = "PRE_TRANSIT"
	TrackingStatusInTransit          TrackingStatus = "IN_TRANSIT"
	TrackingStatusOutForDelivery     TrackingStatus = "OUT_FOR_DELIVERY"
	TrackingStatusAvailableForPickup TrackingStatus = "AVAILABLE_FOR_PICKUP"
	TrackingStatusAttemptedDelivery  TrackingStatus = "ATTEMPTED_DELIVERY"
	TrackingStatusDelivered          TrackingStatus = "DELIVERED"
	TrackingStatusReturned           TrackingStatus = "RETURNED"
	TrackingStatusException          TrackingStatus = "EXCEPTION"
	TrackingStatusFailure            TrackingStatus = "FAILURE"
	TrackingStatusCancelled          TrackingStatus = "CANCELLED"
	TrackingStatusExpired            TrackingStatus = "EXPIRED"
	TrackingStatusUnknown            TrackingStatus = "UNKNOWN"
)

// PaymentMethodKind is the kind of a means of payment.
type PaymentMethodKind string

// The values of PaymentMethodKind.
const (
	PaymentMethodKindCard         PaymentMethodKind = "CARD"
	PaymentMethodKindWallet       PaymentMethodKind = "WALLET"
	PaymentMethodKindBankTransfer PaymentMethodKind = "BANK_TRANSFER"
	PaymentMethodKindDirectDebit  PaymentMethodKind = "DIRECT_DEBIT"
	PaymentMethodKindPayLater     PaymentMethodKind = "PAY_LATER"
	PaymentMethodKindVoucher      PaymentMethodKind = "VOUCHER"
	PaymentMethodKindGiftCard     PaymentMethodKind = "GIFT_CARD"
	PaymentMethodKindCash         PaymentMethodKind = "CASH"
	PaymentMethodKindUnknown      PaymentMethodKind = "UNKNOWN"
)

// System is the product that a source is an account of.
type System string

// The values of System.
const (
	SystemShopify     System = "SHOPIFY"
	SystemStripe      System = "STRIPE"
	SystemWooCommerce System = "WOOCOMMERCE"
	SystemMagento     System = "MAGENTO"
	SystemPostgreSQL  System = "POSTGRESQL"
	SystemMySQL       System = "MYSQL"
	SystemSQLite      System = "SQLITE"
	SystemMemory      System = "MEMORY"
	SystemUnknown     System = "UNKNOWN"
)
