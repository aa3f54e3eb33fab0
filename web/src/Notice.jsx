/** A line across the page that says what is wrong and offers one thing to do about it. */
export function Notice({ text, action, onAction }) {
  return (
    <div className="g-bar g-warning" role="alert">
      <span>{text}</span>
      <button type="button" className="g-quiet" onClick={onAction}>{action}</button>
    </div>
  );
}
