() => {
  const find = (what) => document.querySelector(what);
  const spoken = navigator.language.slice(0, 2);
  if (/de|fr|es|pt|ja|zh|ar/.test(spoken)) document.documentElement.lang = navigator.language; // else "en"
  if (spoken === "ar") document.documentElement.dir = "rtl";
  // A face in the photo is tapped, or chosen with the keyboard: the numbers below do the work.
  const choose = (event) => {
    const number = event.target.closest?.("[data-face]")?.dataset.face;
    if (number && (event.type === "click" || event.key === "Enter")) find(`#face input[value="${number}"]`)?.click();
  };
  document.addEventListener("click", choose);
  document.addEventListener("keydown", choose);
  // Once the button that had the focus is gone, the one in its place has it.
  const focus = (what, tries = 25) => setTimeout(() => {
    const there = find(what);
    if (there && document.activeElement === document.body) there.focus({ preventScroll: true });
    else if (tries) focus(what, tries - 1);
  }, 200);
  window.MiniMe = {
    watch: () => { find("#views").scrollIntoView({ block: "nearest" }); focus("#stop"); },
    done: () => focus("#make"),
    save: () => setTimeout(() => find("#export-link")?.click(), 200),
    share: async () => {
      const address = find("#stage img").src;
      const file = new File([await (await fetch(address)).blob()], "minime.png", { type: "image/png" });
      if (navigator.canShare?.({ files: [file] })) await navigator.share({ files: [file] }).catch(() => {});
      else find("#download").click();
    },
  };
}
